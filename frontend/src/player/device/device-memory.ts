import { openDB, type DBSchema, type IDBPDatabase } from 'idb'
import type { TakerSection, TakerState } from '@/api/taker-schemas'
import { sha256Hex } from '@/lib/offline-queue/canonical-json'

/** What this device keeps of a sitting, so that it goes on without a network. Keyed by sitting: devices are shared. */
export interface DeviceMemory {
  rememberState(state: TakerState): Promise<void>
  state(scope: string): Promise<TakerState | undefined>
  rememberSection(scope: string, section: TakerSection): Promise<void>
  sections(scope: string): Promise<TakerSection[]>
  /** Which sitting a link led to, known by the hash of its secret alone. */
  rememberLink(token: string, scope: string): Promise<void>
  scopeOfLink(token: string): Promise<string | undefined>
  /** Deletes the form and the words; what the queue still has to send stays. */
  forgetForm(scope: string): Promise<void>
}

interface Tables extends DBSchema {
  states: { key: string; value: TakerState }
  sections: { key: [string, number]; value: TakerSection & { scope: string } }
  links: { key: string; value: string }
}

export async function openDeviceMemory(name = 'onculture-taker'): Promise<DeviceMemory> {
  const database = await openDB<Tables>(name, 1, {
    upgrade(fresh) {
      fresh.createObjectStore('states')
      fresh.createObjectStore('sections', { keyPath: ['scope', 'index'] })
      fresh.createObjectStore('links')
    },
  })
  return new IndexedDbMemory(database)
}

const allOf = (scope: string) => IDBKeyRange.bound([scope, 0], [scope, Number.MAX_SAFE_INTEGER])

class IndexedDbMemory implements DeviceMemory {
  constructor(private readonly database: IDBPDatabase<Tables>) {}

  async rememberState(state: TakerState): Promise<void> {
    await this.database.put('states', state, state.sitting)
  }

  state(scope: string): Promise<TakerState | undefined> {
    return this.database.get('states', scope)
  }

  async rememberSection(scope: string, section: TakerSection): Promise<void> {
    await this.database.put('sections', { ...section, scope })
  }

  sections(scope: string): Promise<TakerSection[]> {
    return this.database.getAll('sections', allOf(scope))
  }

  async rememberLink(token: string, scope: string): Promise<void> {
    await this.database.put('links', scope, await sha256Hex(token))
  }

  async scopeOfLink(token: string): Promise<string | undefined> {
    return this.database.get('links', await sha256Hex(token))
  }

  async forgetForm(scope: string): Promise<void> {
    await this.database.delete('sections', allOf(scope))
  }
}

/** For a browser that keeps nothing: everything works, but only with a network. */
export function forgetfulMemory(): DeviceMemory {
  const nothing = () => Promise.resolve(undefined)
  return {
    rememberState: nothing,
    state: nothing,
    rememberSection: nothing,
    sections: () => Promise.resolve([]),
    rememberLink: nothing,
    scopeOfLink: nothing,
    forgetForm: nothing,
  }
}

import { deleteDB, openDB, type DBSchema, type IDBPDatabase, type IDBPTransaction } from 'idb'
import type { QueueStore } from './queue-store'
import type { JsonValue, NewEvent, QueuedEvent, Values } from './queued-event'

const VERSION = 1

interface Tables extends DBSchema {
  events: {
    key: number
    value: QueuedEvent
    indexes: { scope: string; client: [string, string, number] }
  }
  clients: { key: [string, string]; value: { scope: string; client: string; last: number } }
  values: { key: [string, string]; value: { scope: string; item: string; value: JsonValue }; indexes: { scope: string } }
  refused: { key: number; value: QueuedEvent; indexes: { scope: string } }
}

type Database = IDBPDatabase<Tables>
type Writing = IDBPTransaction<Tables, ('events' | 'clients' | 'values' | 'refused')[], 'readwrite'>

// On the disk before the promise resolves: an answer that shows as kept survives a phone that dies.
const DURABLE = { durability: 'strict' } as const
const everySeq = (scope: string, client: string) =>
  IDBKeyRange.bound([scope, client, 0], [scope, client, Number.MAX_SAFE_INTEGER])

/** The queue in IndexedDB, shared by all tabs of a browser. */
export async function openIndexedDbStore(name = 'onculture-queue'): Promise<IndexedDbStore> {
  const database = await openDB<Tables>(name, VERSION, {
    upgrade(fresh) {
      const events = fresh.createObjectStore('events', { keyPath: 'order', autoIncrement: true })
      events.createIndex('scope', 'scope')
      events.createIndex('client', ['scope', 'client', 'seq'], { unique: true })
      fresh.createObjectStore('clients', { keyPath: ['scope', 'client'] })
      fresh.createObjectStore('values', { keyPath: ['scope', 'item'] }).createIndex('scope', 'scope')
      fresh.createObjectStore('refused', { keyPath: 'order' }).createIndex('scope', 'scope')
    },
  })
  return new IndexedDbStore(database)
}

export function deleteIndexedDbStore(name: string): Promise<void> {
  return deleteDB(name)
}

export class IndexedDbStore implements QueueStore {
  readonly durable = true

  constructor(private readonly database: Database) {}

  append(event: NewEvent): Promise<QueuedEvent> {
    return this.write(async (tx) => {
      const client = await tx.objectStore('clients').get([event.scope, event.client])
      const seq = (client?.last ?? 0) + 1
      await tx.objectStore('clients').put({ scope: event.scope, client: event.client, last: seq })
      await tx.objectStore('values').put({ scope: event.scope, item: event.item, value: event.value })
      const numbered = { ...event, seq }
      const order = await tx.objectStore('events').add(numbered as QueuedEvent)
      return { ...numbered, order }
    })
  }

  async head(scope: string, limit: number): Promise<QueuedEvent[]> {
    const found = await this.database.getAllFromIndex('events', 'scope', scope, limit)
    const other = found.findIndex((event) => event.client !== found[0]?.client)
    return other === -1 ? found : found.slice(0, other)
  }

  deleteThrough(scope: string, client: string, seq: number): Promise<void> {
    return this.write(async (tx) => {
      const range = IDBKeyRange.bound([scope, client, 0], [scope, client, seq])
      const keys = await tx.objectStore('events').index('client').getAllKeys(range)
      for (const key of keys) await tx.objectStore('events').delete(key)
    })
  }

  renumber(scope: string, client: string, successor: string): Promise<void> {
    return this.write(async (tx) => {
      const waiting = await tx.objectStore('events').index('client').getAll(everySeq(scope, client))
      for (const [place, event] of waiting.entries())
        await tx.objectStore('events').put({ ...event, client: successor, seq: place + 1 })
      await tx.objectStore('clients').put({ scope, client: successor, last: waiting.length })
    })
  }

  setAside(event: QueuedEvent): Promise<void> {
    return this.write(async (tx) => {
      await tx.objectStore('events').delete(event.order)
      await tx.objectStore('refused').put(event)
    })
  }

  countWaiting(scope: string): Promise<number> {
    return this.database.countFromIndex('events', 'scope', scope)
  }

  countSetAside(scope: string): Promise<number> {
    return this.database.countFromIndex('refused', 'scope', scope)
  }

  async values(scope: string): Promise<Values> {
    const rows = await this.database.getAllFromIndex('values', 'scope', scope)
    return Object.fromEntries(rows.map((row) => [row.item, row.value]))
  }

  replaceValues(scope: string, values: Values): Promise<void> {
    return this.write(async (tx) => {
      await clearValues(tx, scope)
      const waiting = await tx.objectStore('events').index('scope').getAll(scope)
      const merged = { ...values, ...Object.fromEntries(waiting.map((event) => [event.item, event.value])) }
      for (const [item, value] of Object.entries(merged)) await tx.objectStore('values').put({ scope, item, value })
    })
  }

  async knows(scope: string, client: string): Promise<boolean> {
    return (await this.database.count('clients', [scope, client])) > 0
  }

  register(scope: string, client: string): Promise<void> {
    return this.write(async (tx) => {
      await tx.objectStore('clients').put({ scope, client, last: 0 })
    })
  }

  forgetValues(scope: string): Promise<void> {
    return this.write((tx) => clearValues(tx, scope))
  }

  close(): void {
    this.database.close()
  }

  private async write<T>(work: (tx: Writing) => Promise<T>): Promise<T> {
    const tx = this.database.transaction(['events', 'clients', 'values', 'refused'], 'readwrite', DURABLE)
    try {
      const result = await work(tx)
      await tx.done
      return result
    } catch (error) {
      // The transaction's own rejection repeats what is thrown here.
      tx.done.catch(() => undefined)
      throw error
    }
  }
}

async function clearValues(tx: Writing, scope: string): Promise<void> {
  const keys = await tx.objectStore('values').index('scope').getAllKeys(scope)
  for (const key of keys) await tx.objectStore('values').delete(key)
}

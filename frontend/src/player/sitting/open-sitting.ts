import { openIndexedDbStore } from '@/lib/offline-queue/indexed-db-store'
import { MemoryStore } from '@/lib/offline-queue/memory-store'
import { OfflineQueue } from '@/lib/offline-queue/offline-queue'
import type { QueueStore } from '@/lib/offline-queue/queue-store'
import { claimTabClient } from '@/lib/offline-queue/tab-client'
import { locksOfOneTab, webLocks, type TabLocks } from '@/lib/offline-queue/tab-locks'
import type { TakerState } from '@/api/taker-schemas'
import { activeSitting } from '../device/active-sitting'
import type { DeviceMemory } from '../device/device-memory'
import { placeInHistory, rememberPlace } from '../device/place-in-history'
import { answersTransport } from './delivery'
import { fits, startingPlace } from './places'
import { IDLE } from './snapshot'
import { takeOver } from './submission'
import { TakerSession } from './taker-session'

/** Nobody waits longer than this for a slow network before the first page shows. */
const PATIENCE_MS = 4_000

/** Opens the queue of a sitting, takes over what the server holds, and puts the person where they left off. */
export async function openSitting(state: TakerState, fresh: boolean, memory: DeviceMemory): Promise<TakerSession> {
  const late: { tell?: () => void } = {}
  const queue = await openQueue(state.sitting, () => late.tell?.())
  await queue.count() // else what a closed tab left behind would show as saved until the first turn has ended
  const session = new TakerSession(
    {
      phase: 'open',
      state,
      sections: Object.fromEntries((await memory.sections(state.sitting)).map((section) => [section.index, section])),
      values: await queue.values(),
      queue: queue.status,
      place: placeFor(state),
      task: IDLE,
    },
    queue,
    memory,
  )
  late.tell = () => void session.lookWhetherOver().catch(() => undefined)
  listen(session, queue, state.sitting)
  queue.start()
  await Promise.race([catchUp(session, queue, state, fresh), patience()])
  return session
}

/** What other devices answered. Without a network this device goes on from what it knows. */
async function catchUp(session: TakerSession, queue: OfflineQueue, state: TakerState, fresh: boolean): Promise<void> {
  if (fresh && state.status !== 'invited') await takeOver(queue).catch(() => undefined)
  await session.lookAgain()
}

const patience = () => new Promise<void>((resolve) => setTimeout(resolve, PATIENCE_MS))

async function openQueue(scope: string, onLate: () => void): Promise<OfflineQueue> {
  const store: QueueStore = await openIndexedDbStore().catch(() => new MemoryStore())
  const locks: TabLocks = 'locks' in navigator ? webLocks(navigator.locks) : locksOfOneTab()
  const client = await claimTabClient(scope, store, locks, window.sessionStorage)
  const queue = new OfflineQueue({
    scope,
    client,
    store,
    locks,
    transport: answersTransport(() => activeSitting() === scope, onLate),
  })
  await queue.count()
  return queue
}

function placeFor(state: TakerState) {
  const kept = placeInHistory()
  const place = kept && fits(kept, state) ? kept : startingPlace(state)
  rememberPlace(place, 'replace')
  return place
}

/** The network coming back, and the other tabs of this browser. */
function listen(session: TakerSession, queue: OfflineQueue, scope: string): void {
  window.addEventListener('online', () => queue.wake())
  if (!('BroadcastChannel' in window)) return
  const tabs = new BroadcastChannel(`onculture.sitting.${scope}`)
  let waiting = queue.status.waiting
  queue.subscribe(() => {
    if (queue.status.waiting !== waiting) tabs.postMessage('changed')
    waiting = queue.status.waiting
  })
  tabs.addEventListener('message', () => void session.lookAgain())
}

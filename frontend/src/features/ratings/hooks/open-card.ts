import { openIndexedDbStore } from '@/lib/offline-queue/indexed-db-store'
import { MemoryStore } from '@/lib/offline-queue/memory-store'
import { OfflineQueue } from '@/lib/offline-queue/offline-queue'
import type { QueueStore } from '@/lib/offline-queue/queue-store'
import type { Values } from '@/lib/offline-queue/queued-event'
import { claimTabClient } from '@/lib/offline-queue/tab-client'
import { locksOfOneTab, webLocks, type TabLocks } from '@/lib/offline-queue/tab-locks'
import { marksTransport } from './marks-transport'

export interface CardQueue {
  queue: OfflineQueue
  values: Values
}

const scopeOf = (cardId: string) => `scorecard.${cardId}`

/** Opens the queue of a card. What this device has not sent yet stands above what the server holds. */
export async function openCard(organisationId: string, cardId: string, fromServer: Values): Promise<CardQueue> {
  const scope = scopeOf(cardId)
  const store: QueueStore = await openIndexedDbStore().catch(() => new MemoryStore())
  const locks: TabLocks = 'locks' in navigator ? webLocks(navigator.locks) : locksOfOneTab()
  const client = await claimTabClient(scope, store, locks, window.sessionStorage)
  const queue = new OfflineQueue({ scope, client, store, locks, transport: marksTransport(organisationId, cardId) })
  await queue.replaceValues(() => Promise.resolve(fromServer))
  await queue.count()
  return { queue, values: await queue.values() }
}

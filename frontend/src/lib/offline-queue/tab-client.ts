import type { QueueStore } from './queue-store'
import type { TabLocks } from './tab-locks'

const keyOf = (scope: string) => `onculture.client.${scope}`

/**
 * The id under which this tab numbers its events. It survives a reload. A duplicated tab copies the id of its original
 * but cannot hold it, and gets its own; so does a tab whose stored queue was cleared, since its count would start again.
 */
export async function claimTabClient(scope: string, store: QueueStore, locks: TabLocks, session: Storage): Promise<string> {
  const kept = session.getItem(keyOf(scope))
  if (kept && (await store.knows(scope, kept)) && (await locks.hold(`onculture.client.${kept}`))) return kept
  const fresh = crypto.randomUUID()
  await locks.hold(`onculture.client.${fresh}`)
  await store.register(scope, fresh)
  session.setItem(keyOf(scope), fresh)
  return fresh
}

import { isProblem } from '@/api/problem'
import { fetchAnswers, submitSitting } from '@/api/taker'
import type { Submission } from '@/api/taker-schemas'
import { fingerprintOf } from '@/lib/offline-queue/fingerprint'
import type { OfflineQueue } from '@/lib/offline-queue/offline-queue'
import type { Values } from '@/lib/offline-queue/queued-event'
import { differencesBetween, type Difference } from './differences'

export type Outcome =
  | { kind: 'submitted'; promise: Submission['promise'] }
  /** Another device has submitted already. */
  | { kind: 'already' }
  | { kind: 'differs'; differences: Difference[] }

/**
 * Submits once nothing waits any more. The server compares count and hash with what it holds; where they differ, its
 * answers are taken over and the differences returned, to be looked at before the next attempt.
 */
export async function submitAnswers(scope: string, queue: OfflineQueue): Promise<Outcome> {
  await queue.whenEmpty()
  const here = await queue.values()
  const fingerprint = await fingerprintOf(here)
  try {
    const { promise } = await submitSitting(fingerprint, keyFor(scope, fingerprint.hash))
    return { kind: 'submitted', promise }
  } catch (error) {
    if (!isProblem(error) || error.status !== 409) throw error
    const differences = differencesBetween(here, await takeOver(queue))
    return differences.length > 0 ? { kind: 'differs', differences } : { kind: 'already' }
  }
}

/** Makes the server's answers those of this device. */
export async function takeOver(queue: OfflineQueue): Promise<Values> {
  await queue.replaceValues(async () => (await fetchAnswers()).answers)
  return queue.values()
}

/** The same answers go under the same key, so that a second click or a lost reply gives the same receipt. */
function keyFor(scope: string, hash: string): string {
  const name = `onculture.submission.${scope}.${hash}`
  const key = window.sessionStorage.getItem(name) ?? crypto.randomUUID()
  window.sessionStorage.setItem(name, key)
  return key
}

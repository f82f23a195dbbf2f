import { isProblem } from '@/api/problem'
import { fetchAnswers, submitSitting } from '@/api/taker'
import { fingerprintOf } from '@/lib/offline-queue/fingerprint'
import type { OfflineQueue } from '@/lib/offline-queue/offline-queue'
import type { Values } from '@/lib/offline-queue/queued-event'
import { differencesBetween, type Difference } from './differences'

export type Outcome =
  | { kind: 'submitted' }
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
    await submitSitting(fingerprint, keyFor(scope, fingerprint.hash))
    return { kind: 'submitted' }
  } catch (error) {
    if (!isProblem(error, 'answers_differ')) throw error
    return { kind: 'differs', differences: differencesBetween(here, await takeOver(queue)) }
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

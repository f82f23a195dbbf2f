const FIRST_MS = 800
const LONGEST_MS = 30_000

/**
 * How long to wait before attempt number `attempt` (from 1): doubling, at most half a minute, and spread by chance over
 * the upper half, so that a thousand phones do not all come back in the same second.
 */
export function backoffDelay(attempt: number, random: () => number = Math.random): number {
  const ceiling = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempt - 1, 10))
  return ceiling / 2 + (random() * ceiling) / 2
}

import { describe, expect, it } from 'vitest'
import { backoffDelay } from './backoff'

describe('the delay before another attempt', () => {
  it('doubles and stops at half a minute', () => {
    const longest = [1, 2, 3, 4, 5, 6, 7, 1000].map((attempt) => backoffDelay(attempt, () => 1))

    expect(longest).toEqual([800, 1600, 3200, 6400, 12800, 25600, 30000, 30000])
  })

  it('is spread over its upper half', () => {
    expect([0, 0.5].map((chance) => backoffDelay(3, () => chance))).toEqual([1600, 2400])
  })
})

import { describe, expect, it } from 'vitest'
import { asValue, clockNow, freshKey, observedIn } from './card-values'

describe('observations on a card', () => {
  it('stand in the order of the clock, and what was taken away is gone', () => {
    const late = { side: 'against', at: '10:40', words: 'Said soon.', block: 'b' }
    const early = { side: 'for', at: '10:05', words: 'Wrote the time down.', block: 'b' }

    const observed = observedIn({ 'seen.b1': late, 'seen.a1': early, 'seen.c1': null, 'mark.b.r': 4, confidence: 2 })

    expect(observed.map((row) => [row.key, row.side, row.words])).toEqual([
      ['a1', 'for', 'Wrote the time down.'],
      ['b1', 'against', 'Said soon.'],
    ])
    expect(observed.map(asValue)).toEqual([early, late])
  })

  it('have keys that a card takes, and a clock with two digits', () => {
    expect(freshKey()).toMatch(/^[a-z0-9]{9,24}$/)
    expect(clockNow(new Date(2026, 10, 25, 9, 5))).toBe('09:05')
  })
})

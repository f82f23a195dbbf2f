import { describe, expect, it } from 'vitest'
import { ProblemError, unreachable } from '@/api/problem'
import { deliveryOf } from './delivery'
import { differencesBetween } from './differences'

const problem = (status: number, code = '') => new ProblemError(status, code, '', '')

describe('a refusal of the server', () => {
  it.each([
    ['no network', unreachable(), 'unreachable'],
    ['a database that is away', problem(503, 'unavailable'), 'unreachable'],
    ['too many requests', problem(429, 'throttled'), 'unreachable'],
    ['a race', problem(409, 'conflict'), 'unreachable'],
    ['a session that ended', problem(401, 'taker_session_missing'), 'signed_out'],
    ['a sitting that was withdrawn', problem(409, 'sitting_withdrawn'), 'closed'],
    ['an answer outside its scale', problem(422, 'answers_refused'), 'refused'],
    ['a body that cannot be read', problem(400, 'parse_error'), 'refused'],
  ])('tells the queue what to do: %s', (_, refusal, kind) => {
    expect(deliveryOf(refusal)).toEqual({ kind })
  })
})

describe('differences between a device and the server', () => {
  it('are items with another value, no answer included', () => {
    expect(differencesBetween({ a: 1, b: 2, c: null }, { a: 1, b: 3, d: 4 })).toEqual([
      { item: 'b', here: 2, there: 3 },
      { item: 'd', here: null, there: 4 },
    ])
  })
})

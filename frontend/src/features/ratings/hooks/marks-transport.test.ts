import { describe, expect, it } from 'vitest'
import { ProblemError, unreachable } from '@/api/problem'
import { deliveryOf } from './marks-transport'

const refusal = (status: number, code = '') => deliveryOf(new ProblemError(status, code, '', '')).kind

describe('what a refusal means for the marks of a card', () => {
  it('keeps them for later where nobody answers or the server is busy', () => {
    expect(deliveryOf(unreachable()).kind).toBe('unreachable')
    expect([refusal(500), refusal(503), refusal(429), refusal(408)]).toEqual(Array(4).fill('unreachable'))
  })

  it('waits for the person where the session has ended', () => {
    expect([refusal(401), refusal(403, 'capability_missing')]).toEqual(['signed_out', 'signed_out'])
  })

  it('ends where the card is sealed, called off, or somebody else has it', () => {
    expect(['ratings_sealed', 'exercise_closed', 'card_swapped', 'card_closed'].map((code) => refusal(409, code))).toEqual(
      Array(4).fill('closed'),
    )
    expect(refusal(404)).toBe('closed')
  })

  it('tries a race again, and sets aside what can never be stored', () => {
    expect([refusal(409, 'conflict'), refusal(422, 'marks_refused')]).toEqual(['unreachable', 'refused'])
  })
})

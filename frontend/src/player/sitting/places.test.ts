import { describe, expect, it } from 'vitest'
import { stateWith } from '../sitting.testing'
import { fits, startingPlace } from './places'

describe('the place where somebody lands', () => {
  it('is the invitation before the start, the last part reached after it, the end after the end', () => {
    expect(startingPlace(stateWith({ status: 'invited' }))).toEqual({ kind: 'invitation' })
    expect(startingPlace(stateWith())).toEqual({ kind: 'section', index: 1, page: 'first_open' })
    expect(startingPlace(stateWith({ status: 'paused' }))).toEqual({ kind: 'paused' })
    expect(startingPlace(stateWith({ status: 'expired' }))).toEqual({ kind: 'done' })
  })
})

describe('a place from the history of the browser', () => {
  it('is left when the sitting has moved on', () => {
    const page = { kind: 'section', index: 1, page: 2 } as const

    expect(fits(page, stateWith())).toBe(true)
    expect(fits(page, stateWith({ status: 'submitted' }))).toBe(false)
    expect(fits({ kind: 'report' }, stateWith({ status: 'submitted' }))).toBe(true)
    expect(fits({ kind: 'report' }, stateWith())).toBe(false)
    expect(fits({ kind: 'start' }, stateWith())).toBe(false)
  })
})

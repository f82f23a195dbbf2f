import { describe, expect, it } from 'vitest'
import { ratingItem, section, situation, stateWith } from '../sitting.testing'
import { firstOpenPage, isAnswered, minutesLeft, pageCount, pagesOf, referencesOf } from './pages'

const four = section(1, ['a', 'b', 'c', 'd'].map(ratingItem))
const idsOf = (pages: ReturnType<typeof pagesOf>) => pages.map((page) => page.map((item) => item.id))

describe('pages of a section', () => {
  it('hold small groups, or one item each', () => {
    expect(idsOf(pagesOf(four, 3))).toEqual([['a', 'b', 'c'], ['d']])
    expect(idsOf(pagesOf(four, 1))).toEqual([['a'], ['b'], ['c'], ['d']])
  })

  it('let a situation stand alone', () => {
    const mixed = section(1, [ratingItem('a'), situation('s'), ratingItem('b'), ratingItem('c')])

    expect(idsOf(pagesOf(mixed, 3))).toEqual([['a'], ['s'], ['b', 'c']])
  })

  it('open at the first item without an answer, and at the last page when all have one', () => {
    const pages = pagesOf(four, 1)

    expect(firstOpenPage(pages, { a: 1, c: 2 })).toBe(1)
    expect(firstOpenPage(pages, { a: 1, b: 1, c: 1, d: 1 })).toBe(3)
  })
})

describe('an item', () => {
  it('takes an answer for itself, or one for each of its options', () => {
    expect(referencesOf(ratingItem('a'))).toEqual(['a'])
    expect(referencesOf(situation('s'))).toEqual(['so1', 'so2'])
  })

  it('is answered when every reference has a value that was not taken back', () => {
    expect(isAnswered(situation('s'), { so1: 3, so2: 4 })).toBe(true)
    expect(isAnswered(situation('s'), { so1: 3, so2: null })).toBe(false)
  })
})

describe('the minutes left', () => {
  it('are those of parts to come, and the open share of parts begun', () => {
    expect(minutesLeft(stateWith(), {}, {})).toBe(10)
    expect(minutesLeft(stateWith(), { 1: four }, { a: 1, b: 1 })).toBe(8)
  })

  it('are never less than one while anything is open, and none when nothing is', () => {
    const only = stateWith({ sections: [{ index: 1, title: '', minutes: 0.2, items: 4, situations: 0, status: 'open' }] })

    expect(minutesLeft(only, { 1: four }, { a: 1, b: 1, c: 1 })).toBe(1)
    expect(minutesLeft(only, { 1: four }, { a: 1, b: 1, c: 1, d: 1 })).toBe(0)
  })
})

describe('the pages of a section that is still to come', () => {
  const outline = { index: 2, title: '', minutes: 4, items: 16, situations: 0, status: 'locked' } as const

  it('are counted by its items, as many on a page as fit', () => {
    expect(pageCount(outline, undefined, 4)).toBe(4)
  })

  it('are as many as its situations, however many options these have', () => {
    expect(pageCount({ ...outline, situations: 4 }, undefined, 1)).toBe(4)
  })
})

import { expect, test } from 'vitest'
import type { Campaign, Instrument } from '@/api/schemas'
import { choosable, givenAtFirst, minutesOf, partOf, sectionsToGive } from './given-sections'

const TONE = { code: 'D1', name: 'Tone' }
const PROMISES = { code: 'P', name: 'Keeping promises' }
const SECTIONS = [
  { code: 'practice', dimensions: [], minutes: 1, practice: true },
  { code: 'tone-1', dimensions: [TONE], minutes: 4, practice: false },
  { code: 'promises-1', dimensions: [PROMISES], minutes: 4, practice: false },
]
const SITUATIONS = { id: 's', minutes: 9, sections: SECTIONS } as unknown as Instrument
const MIXED = {
  id: 'q',
  minutes: 6,
  sections: [{ code: 'part-1', dimensions: [TONE, PROMISES], minutes: 6, practice: false }],
} as unknown as Instrument
const NEW = { battery: [] } as unknown as Campaign

test('parts are chosen where each measures one dimension, and practice comes with any', () => {
  expect(choosable(SITUATIONS).map((section) => section.code)).toEqual(['tone-1', 'promises-1'])
  expect(sectionsToGive(SITUATIONS, ['promises-1'])).toEqual(['practice', 'promises-1'])
  expect(minutesOf(SITUATIONS, ['promises-1'])).toBe(5)
})

test('two parts on one dimension are told apart by their number', () => {
  const tone2 = { code: 'tone-2', dimensions: [TONE], minutes: 4, practice: false }
  const parts = [...SECTIONS.slice(1), tone2]

  expect(partOf(tone2, parts)).toEqual({ number: 2, of: 2 })
  expect(parts.map((part) => partOf(part, parts).of)).toEqual([2, 1, 2])
})

test('an instrument whose sections mix dimensions is given whole', () => {
  expect(choosable(MIXED)).toEqual([])
  expect(sectionsToGive(MIXED, [])).toEqual([])
  expect(minutesOf(MIXED, [])).toBe(6)
})

test('what a campaign gives already stays as it was chosen', () => {
  const chosen = { battery: [{ instrument_version_id: 's', sections: ['practice', 'tone-1'] }] } as unknown as Campaign

  expect(givenAtFirst(SITUATIONS, chosen)).toEqual(['tone-1'])
  expect(givenAtFirst(SITUATIONS, NEW)).toEqual(['tone-1', 'promises-1'])
})

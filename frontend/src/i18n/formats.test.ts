import { expect, test } from 'vitest'
import { formatDay, formatFigure, formatPercent } from './formats'

test('a negative figure carries a real minus sign and its decimals', () => {
  expect(formatFigure(-0.5)).toBe('−0.50')
})

test('a figure that rounds to nothing has no sign', () => {
  expect(formatFigure(-0.001)).toBe('0.00')
})

test('an English day cannot be mistaken for another', () => {
  expect(formatDay('2026-12-03T12:00:00Z')).toBe('3 Dec 2026')
})

test('a share is written in whole per cent', () => {
  expect(formatPercent(0.804)).toBe('80%')
})

import { expect, test } from 'vitest'
import { choice, pageNumber, text } from './search'

test('what somebody typed into the address and does not fit is left out', () => {
  expect(choice('rejected', ['draft', 'running'])).toBeUndefined()
  expect(pageNumber('2; DROP')).toBeUndefined()
  expect(pageNumber(1)).toBeUndefined()
  expect(text(42)).toBeUndefined()
})

test('what fits is kept', () => {
  expect(choice('running', ['draft', 'running'])).toBe('running')
  expect(pageNumber(3)).toBe(3)
  expect(text('ada')).toBe('ada')
})

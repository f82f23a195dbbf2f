import { renderHook } from '@testing-library/react'
import { expect, test } from 'vitest'
import { useIntentKey } from './intent-key'

test('the same wish keeps its key until it was fulfilled', () => {
  const { result } = renderHook(() => useIntentKey())

  const first = result.current.keyFor({ email: 'a@example.org' })

  expect(result.current.keyFor({ email: 'a@example.org' })).toBe(first)
  result.current.fulfilled()
  expect(result.current.keyFor({ email: 'a@example.org' })).not.toBe(first)
})

test('another wish gets another key', () => {
  const { result } = renderHook(() => useIntentKey())

  const first = result.current.keyFor({ email: 'a@example.org' })

  expect(result.current.keyFor({ email: 'b@example.org' })).not.toBe(first)
})

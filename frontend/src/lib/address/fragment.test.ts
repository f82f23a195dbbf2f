import { expect, test } from 'vitest'
import { takeFragment } from './fragment'

test('a token leaves the address bar once it was read', () => {
  window.history.replaceState(null, '', '/invitation?locale=en#secret-token')

  const token = takeFragment()

  expect(token).toBe('secret-token')
  expect(window.location.href).toMatch(/\/invitation\?locale=en$/)
})

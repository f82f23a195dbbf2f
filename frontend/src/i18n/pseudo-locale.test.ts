import { setupI18n } from '@lingui/core'
import { expect, test } from 'vitest'
import { bracketed } from './pseudo-locale'

test('every message stands in brackets, whatever is filled in', () => {
  const messages = bracketed({ plain: 'Save', filled: ['Roles of ', ['name']] })
  const i18n = setupI18n({ locale: 'pseudo', locales: ['en'], messages: { pseudo: messages } })

  expect(i18n._('plain')).toBe('[Save]')
  expect(i18n._('filled', { name: 'Ada' })).toBe('[Roles of Ada]')
})

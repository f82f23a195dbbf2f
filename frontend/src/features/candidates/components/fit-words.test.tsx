import { i18n } from '@lingui/core'
import { I18nProvider } from '@lingui/react'
import { renderHook } from '@testing-library/react'
import type { ReactNode } from 'react'
import { expect, test } from 'vitest'
import type { CandidateInCampaign } from '@/api/schemas'
import { useCountWords, useShortVerdictWords, useVerdictWords } from './fit-words'

const wrapper = ({ children }: { children: ReactNode }) => <I18nProvider i18n={i18n}>{children}</I18nProvider>
const hook = <Value,>(use: () => Value) => renderHook(use, { wrapper }).result.current

const ROW = {
  expected_count: 5.62,
  count_lower: 4,
  count_upper: 7,
  assessed: 8,
  reason: '',
} as CandidateInCampaign

test('a count never stands without its interval', () => {
  expect(hook(useCountWords)(ROW)).toBe('expected on 5.6 of 8 (90 %: 4 to 7)')
})

test('where there is no count, the reason stands in its place', () => {
  const words = hook(useCountWords)({ ...ROW, expected_count: null, reason: 'No evidence has passed its gates.' })

  expect(words).toBe('No evidence has passed its gates.')
})

test('assumed parameters give no verdict word', () => {
  const fit = { verdict: null, reason: 'assumed_parameters' } as const

  expect(hook(useVerdictWords)(fit)).toBe('no verdict: parameters are assumed')
  expect(hook(useShortVerdictWords)(fit)).toBe('provisional')
})

test('"cannot tell yet" is a normal answer', () => {
  expect(hook(useVerdictWords)({ verdict: 'cannot_tell', reason: null })).toBe('cannot tell yet')
})

import { useLingui } from '@lingui/react/macro'
import type { Instrument } from '@/api/schemas'

export function useInstrumentKinds(): Record<Instrument['kind'], string> {
  const { t } = useLingui()
  return { questionnaire: t`questionnaire`, situational_test: t`situational test`, exercise: t`exercise` }
}

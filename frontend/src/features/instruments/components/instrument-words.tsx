import { useLingui } from '@lingui/react/macro'
import type { Instrument, Unit } from '@/api/schemas'
import { Badge, type BadgeTone } from '@/components/ui/badge'

type Step = Unit['status']

const TONES: Record<Step, BadgeTone> = {
  draft: 'neutral',
  reviewed: 'neutral',
  piloted: 'caution',
  structure_confirmed: 'accent',
  in_use: 'good',
  suspended: 'danger',
}

/** The step of the validation ladder that a scale has reached. */
export function LadderStep({ status }: { status: Step }) {
  const { t } = useLingui()
  const words: Record<Step, string> = {
    draft: t`draft`,
    reviewed: t`reviewed`,
    piloted: t`piloted`,
    structure_confirmed: t`structure confirmed`,
    in_use: t`in use`,
    suspended: t`suspended`,
  }
  return <Badge tone={TONES[status]}>{words[status]}</Badge>
}

export function useInstrumentKinds(): Record<Instrument['kind'], string> {
  const { t } = useLingui()
  return { questionnaire: t`questionnaire`, situational_test: t`situational test`, exercise: t`exercise` }
}

import { useLingui } from '@lingui/react/macro'
import type { Unit } from '@/api/schemas'
import { Badge, type BadgeTone } from './badge'

type Step = Unit['status']

const TONES: Record<Step, BadgeTone> = {
  draft: 'neutral',
  reviewed: 'neutral',
  piloted: 'caution',
  structure_confirmed: 'accent',
  in_use: 'good',
  suspended: 'danger',
}

/** The words of the validation ladder, one for each of its steps. */
export function useStepWords(): Record<Step, string> {
  const { t } = useLingui()
  return {
    draft: t`draft`,
    reviewed: t`reviewed`,
    piloted: t`piloted`,
    structure_confirmed: t`structure confirmed`,
    in_use: t`in use`,
    suspended: t`suspended`,
  }
}

/** The step of the validation ladder that a scale has reached. */
export function LadderStep({ status }: { status: Step }) {
  return <Badge tone={TONES[status]}>{useStepWords()[status]}</Badge>
}

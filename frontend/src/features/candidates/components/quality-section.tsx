import { useLingui } from '@lingui/react/macro'
import type { AnswerQuality } from '@/api/schemas'
import { Section } from '@/components/layouts/section'

/** Signs of careless answering. They invite a retake or a talk, and are never a reason against somebody. */
export function QualitySection({ quality }: { quality: AnswerQuality }) {
  const { t } = useLingui()
  const words: Record<AnswerQuality['families'][number], string> = {
    inconsistent: t`answers that contradict each other`,
    invariable: t`the same answer many times in a row`,
    outlying: t`an unusual pattern of answers`,
    hasty: t`answers faster than one can read`,
    missing: t`many questions left out`,
  }
  if (quality.families.length === 0)
    return (
      <Section title={t`Quality of the answers`} card>
        <p>{t`Nothing stands out.`}</p>
      </Section>
    )
  return (
    <Section
      title={t`Quality of the answers`}
      lead={quality.invites_talk ? t`Worth a talk, or a second try. Never a reason to refuse.` : t`One sign alone says little.`}
      card
    >
      <p>{quality.families.map((family) => words[family]).join('; ')}</p>
    </Section>
  )
}

import { useLingui } from '@lingui/react/macro'
import type { CandidateDetail, DimensionFit } from '@/api/schemas'
import { DensityStrip } from '@/components/charts/density-strip'
import { Section } from '@/components/layouts/section'
import { Grid } from '@/components/layouts/stack'
import { EmptyState } from '@/components/ui/empty-state'
import { formatPercent } from '@/i18n/formats'
import { useAnsweredWords, useMethodWords } from './evidence-words'
import { polesOf, positionOf, targetOf, useVerdictWords } from './fit-words'
import { MethodLines } from './method-lines'
import styles from './strips-section.module.css'

export function StripsSection({ candidate }: { candidate: CandidateDetail }) {
  const { t } = useLingui()
  return (
    <Section title={t`Against the signed definition`} lead={t`The hill is what the answers tell; the tinted field is what the definition wishes.`}>
      {candidate.dimensions.length === 0 && (
        <EmptyState title={t`Nothing to show yet`}>{t`Positions appear a moment after the answers are submitted.`}</EmptyState>
      )}
      <Grid wide>
        {candidate.dimensions.map((fit) => (
          <DimensionPanel key={fit.dimension} fit={fit} />
        ))}
      </Grid>
    </Section>
  )
}

function DimensionPanel({ fit }: { fit: DimensionFit }) {
  const { t } = useLingui()
  const words = useVerdictWords()
  const behind = useBehindWords()(fit)
  const method = useMethodWords()
  return (
    <div className={styles.panel}>
      <DensityStrip title={fit.name} position={positionOf(fit)} target={targetOf(fit)} poles={polesOf(fit)} />
      <p className={styles.verdict}>
        <strong>{words(fit)}</strong>
        {fit.verdict && fit.probability !== null && <> {t`(probability ${formatPercent(fit.probability)})`}</>}
      </p>
      <p className={styles.source} data-figures="">
        {t`From ${behind}`}
        {' · '}
        {fit.methods.map((name) => `${method(name)} · `)}
        <span translate="no">{[fit.basis, fit.status].filter(Boolean).join(' · ')}</span>
      </p>
      <MethodLines fit={fit} />
    </div>
  )
}

/** What the judged position rests on, each method counted in its own unit. */
function useBehindWords(): (fit: DimensionFit) => string {
  const answered = useAnsweredWords()
  return (fit) => {
    const judged = fit.evidence.filter((own) => own.weight)
    const counted = judged.length > 0 ? judged : fit.evidence
    return counted.length > 0 ? counted.map(answered).join(', ') : answered({ ...fit, method: '' })
  }
}

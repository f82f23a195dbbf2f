import { useLingui } from '@lingui/react/macro'
import type { CandidateInCampaign, DimensionFit } from '@/api/schemas'
import { DensityStrip } from '@/components/charts/density-strip'
import { useStripWords } from '@/components/charts/use-strip-words'
import { Section } from '@/components/layouts/section'
import styles from './compare-dimension.module.css'
import { polesOf, positionOf, targetOf } from './fit-words'

interface CompareDimensionProps {
  dimension: DimensionFit
  candidates: readonly CandidateInCampaign[]
}

export function CompareDimension({ dimension, candidates }: CompareDimensionProps) {
  const { t } = useLingui()
  const words = useStripWords()
  return (
    <Section title={dimension.name} titleIsData lead={<span translate="no">{`${dimension.pole_b} – ${dimension.pole_a}`}</span>} card>
      <ul className={styles.list}>
        {candidates.map((candidate) => {
          const fit = candidate.dimensions.find(({ dimension: code }) => code === dimension.dimension)
          return (
            <li key={candidate.candidate_id}>
              <span translate="no">{candidate.name}</span>
              {fit ? (
                <>
                  <DensityStrip title={t`${candidate.name}, ${fit.name}`} position={positionOf(fit)} target={targetOf(fit)} poles={polesOf(fit)} small />
                  <span className={styles.words} data-figures="">
                    {words.positionWords(positionOf(fit))}
                  </span>
                </>
              ) : (
                '–'
              )}
            </li>
          )
        })}
      </ul>
    </Section>
  )
}

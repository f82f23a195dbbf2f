import { useLingui } from '@lingui/react/macro'
import type { CandidateInCampaign, Decision, DimensionFit } from '@/api/schemas'
import type { Poles, Position, Target } from '@/components/charts/position'
import { formatFigure } from '@/i18n/formats'

export const polesOf = (fit: DimensionFit): Poles => ({ low: fit.pole_b, high: fit.pole_a })

export const positionOf = (fit: DimensionFit): Position => ({
  mean: fit.mean,
  error: fit.se,
  provisional: fit.provisional,
})

export function targetOf(fit: DimensionFit): Target {
  if (fit.kind === 'style') return { kind: 'band', lower: fit.band_lower, upper: fit.band_upper }
  return { kind: 'level', lower: fit.cut ?? fit.band_lower, upper: null }
}

type Verdict = NonNullable<DimensionFit['verdict']>
type Reason = NonNullable<DimensionFit['reason']>

/** What may be said about one dimension: a verdict, or why there is none. */
export function useVerdictWords() {
  const { t } = useLingui()
  const verdicts: Record<Verdict, string> = {
    on: t`on culture`,
    off: t`off culture`,
    cannot_tell: t`cannot tell yet`,
    not_assessed: t`not assessed`,
  }
  const reasons: Record<Reason, string> = {
    assumed_parameters: t`no verdict: parameters are assumed`,
    no_cut: t`no verdict: no cut is set`,
    not_scored: t`not scored`,
    band_not_signed: t`no verdict: the band waits for a new signature`,
  }
  return ({ verdict, reason }: Pick<DimensionFit, 'verdict' | 'reason'>): string => {
    if (verdict) return verdicts[verdict]
    return reason ? reasons[reason] : verdicts.not_assessed
  }
}

/** The same in a word or two, for a cell; the page of the person says it whole. */
export function useShortVerdictWords() {
  const { t } = useLingui()
  const whole = useVerdictWords()
  const short: Record<Reason, string> = {
    assumed_parameters: t`provisional`,
    no_cut: t`no cut is set`,
    not_scored: t`not scored`,
    band_not_signed: t`band to be signed`,
  }
  return (fit: Pick<DimensionFit, 'verdict' | 'reason'>): string =>
    !fit.verdict && fit.reason ? short[fit.reason] : whole(fit)
}

/** The expected count with its interval, or the sentence why there is none. Never a bare number. */
export function useCountWords() {
  const { t } = useLingui()
  return (row: CandidateInCampaign): string => {
    if (row.expected_count === null) return row.reason || t`not assessed yet`
    const expected = formatFigure(row.expected_count, 1)
    // Never a bare number.
    return t`expected on ${expected} of ${row.assessed} (90 %: ${row.count_lower ?? 0} to ${row.count_upper ?? 0})`
  }
}

/** How far the questionnaire of somebody is, who has not been assessed yet. */
export function useSittingWords() {
  const { t } = useLingui()
  const words: Record<string, string> = {
    invited: t`invited, not started`,
    started: t`under way`,
    paused: t`paused`,
    submitted: t`submitted, being scored`,
    withdrawn: t`withdrawn`,
    expired: t`expired`,
  }
  return (status: string): string => words[status] ?? status
}

export function useOutcomeWords(): Record<Decision['outcome'], string> {
  const { t } = useLingui()
  return { meet: t`meet`, offer: t`offer`, decline: t`do not go on`, hold: t`wait for more evidence` }
}

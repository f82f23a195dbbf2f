import { useLingui } from '@lingui/react/macro'
import type { Bidder, Level, TenderRow } from '@/api/schemas'
import { Badge } from '@/components/ui/badge'
import { formatFigure } from '@/i18n/formats'

export function TenderStatus({ tender }: { tender: Pick<TenderRow, 'frozen_at' | 'deadline_at' | 'status'> }) {
  const { t } = useLingui()
  if (!tender.frozen_at) return <Badge>{t`draft`}</Badge>
  const isOver = tender.deadline_at !== null && new Date(tender.deadline_at) < new Date()
  return isOver ? <Badge tone="good">{t`deadline passed`}</Badge> : <Badge tone="accent">{t`frozen, taking bids`}</Badge>
}

export function useStageWords(): Record<Bidder['stage'], string> {
  const { t } = useLingui()
  return { invited: t`invited`, drawn: t`staff drawn`, decided: t`decided` }
}

export function useOutcomeWords(): Record<string, string> {
  const { t } = useLingui()
  return { award: t`Award`, invite_on: t`Invite to the next step`, not_awarded: t`Not awarded` }
}

export function useGradeWords(): Record<string, string> {
  const { t } = useLingui()
  return { claimed: t`claimed`, documented: t`documented`, verified: t`verified`, observed: t`observed` }
}

/** What is said of one level: not assessed, one voice, or the split with the rules that it breaks. */
export function useLevelWords(): (level: Level) => string {
  const { t } = useLingui()
  return (level) => {
    if (level.mean === null) return t`Not assessed: ${level.n} of ${level.needed} respondents`
    if (level.agrees) return t`The staff speak with one voice`
    const broken = [
      level.rwgj !== null && level.rwgj < level.rwgj_least && t`agreement ${formatFigure(level.rwgj)} is below ${formatFigure(level.rwgj_least)}`,
      level.ad_mean !== null && level.ad_mean > level.ad_most && t`deviation ${formatFigure(level.ad_mean)} is above ${formatFigure(level.ad_most)}`,
      level.largest_gap !== null && level.largest_gap >= level.gap_most && t`a gap of ${formatFigure(level.largest_gap, 1)} points between colleagues`,
    ].filter(Boolean)
    return t`Split, and the split is the finding: ${broken.join('; ')}`
  }
}

/** Why results are closed to whoever looks, in words. */
export function useClosedWords(): Record<string, string> {
  const { t } = useLingui()
  return {
    sealed: t`Sealed until the deadline: nobody sees an answer or a result before.`,
    not_appointed: t`You are not an evaluator of this tender.`,
    not_declared: t`Declare first whether you have a conflict of interest.`,
    conflict: t`You declared a conflict of interest, so you see nothing of the bids.`,
  }
}

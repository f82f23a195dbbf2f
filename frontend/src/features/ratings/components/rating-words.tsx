import { useLingui } from '@lingui/react/macro'
import { Badge, type BadgeTone } from '@/components/ui/badge'
import type { Card, ExercisePlan, Seat } from '../api/shapes'

const TONES: Record<Card['status'], BadgeTone> = { assigned: 'caution', submitted: 'good', closed: 'neutral', swapped: 'neutral' }

export function useCardWords(): Record<Card['status'], string> {
  const { t } = useLingui()
  return { assigned: t`card is out`, submitted: t`card is in`, closed: t`closed by the chair`, swapped: t`given to somebody else` }
}

export function CardStatus({ status }: { status: Card['status'] }) {
  return <Badge tone={TONES[status]}>{useCardWords()[status]}</Badge>
}

/** Where an exercise stands, in words; never a mark. */
export function PlanStatus({ plan }: { plan: ExercisePlan }) {
  const { t } = useLingui()
  if (plan.cancelled_at) return <Badge>{t`cancelled`}</Badge>
  if (plan.sealed_at) return <Badge tone="good">{t`all cards in`}</Badge>
  const inPlay = plan.cards.filter((card) => card.status === 'assigned' || card.status === 'submitted')
  const here = inPlay.filter((card) => card.status === 'submitted').length
  return <Badge tone="accent">{t`under seal: ${here} of ${inPlay.length} cards in`}</Badge>
}

export function SeatMarks({ seat }: { seat: Pick<Seat, 'is_chair' | 'is_advocate'> }) {
  const { t } = useLingui()
  return (
    <>
      {seat.is_chair && <Badge tone="accent">{t`chair`}</Badge>} {seat.is_advocate && <Badge tone="good">{t`customer advocate`}</Badge>}
    </>
  )
}

export function SimulatedBadge({ origin }: { origin: ExercisePlan['origin'] }) {
  const { t } = useLingui()
  return origin === 'simulated' ? <Badge tone="caution">{t`SIMULATED`}</Badge> : null
}

import { useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { Row } from '@/components/layouts/stack'
import { Button } from '@/components/ui/button'
import { FileLink } from '@/components/ui/file-link'
import { LinkButton } from '@/components/ui/link-button'
import { formatMinute } from '@/i18n/formats'
import { useMay, useOrganisationId } from '@/lib/session/organisation'
import type { Card, ExercisePlan } from '../api/shapes'
import { CancelDialog } from './cancel-dialog'
import styles from './plans.module.css'
import { CardStatus, PlanStatus, SeatMarks, SimulatedBadge } from './rating-words'
import { SwapDialog } from './swap-dialog'

interface PlanPanelProps {
  plan: ExercisePlan
  editable: boolean
}

/** One exercise: who plays, when and where, and each seat with whether its card is in. */
export function PlanPanel({ plan, editable }: PlanPanelProps) {
  const { t } = useLingui()
  const [cancelling, setCancelling] = useState(false)
  const organisationId = useOrganisationId()
  const mayDebrief = useMay('view_debriefs')
  const open = editable && !plan.sealed_at && !plan.cancelled_at
  return (
    <article className={styles.plan} aria-label={plan.candidate} data-testid="plan">
      <header className={styles.head}>
        <h3 className={styles.who}>
          <span translate="no">{plan.candidate}</span> · <span translate="no">{plan.exercise}</span>
        </h3>
        <Row>
          <PlanStatus plan={plan} />
          <SimulatedBadge origin={plan.origin} />
        </Row>
      </header>
      <p className={styles.when}>
        {formatMinute(plan.starts_at)} · <span translate="no">{plan.place}</span>
      </p>
      <ul className={styles.seats}>
        {plan.cards.map((card) => (
          <CardRow key={card.id} plan={plan} card={card} editable={open} />
        ))}
      </ul>
      <Row>
        {mayDebrief && plan.sealed_at && (
          <LinkButton to="/o/$organisationId/debriefs/$planId" params={{ organisationId, planId: plan.id }}>{t`Debrief`}</LinkButton>
        )}
        {open && <Button onPress={() => setCancelling(true)}>{t`Cancel the role play`}</Button>}
      </Row>
      {cancelling && <CancelDialog plan={plan} onClose={() => setCancelling(false)} />}
    </article>
  )
}

function CardRow({ plan, card, editable }: { plan: ExercisePlan; card: Card; editable: boolean }) {
  const { t } = useLingui()
  const [swapping, setSwapping] = useState(false)
  const organisationId = useOrganisationId()
  const out = editable && card.status === 'assigned'
  return (
    <li className={styles.seat}>
      <span translate="no">{card.rater}</span> <SeatMarks seat={{ is_chair: false, is_advocate: card.is_advocate }} />{' '}
      <CardStatus status={card.status} />
      {card.reason && <span className={styles.reason} translate="no">{card.reason}</span>}
      {out && (
        <span className={styles.acts}>
          <Button compact onPress={() => setSwapping(true)}>{t`Another rater`}</Button>
          <FileLink compact href={`/api/v1/organisations/${organisationId}/scorecards/${card.id}/paper-card.pdf`}>{t`Paper card`}</FileLink>
          <LinkButton compact to="/o/$organisationId/cards/$cardId/transcribe" params={{ organisationId, cardId: card.id }}>{t`Transcribe`}</LinkButton>
        </span>
      )}
      {swapping && <SwapDialog plan={plan} card={card} onClose={() => setSwapping(false)} />}
    </li>
  )
}

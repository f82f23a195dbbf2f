import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Page } from '@/components/layouts/page'
import { Section } from '@/components/layouts/section'
import { Row } from '@/components/layouts/stack'
import { Button } from '@/components/ui/button'
import { Callout } from '@/components/ui/callout'
import { Loading } from '@/components/ui/loading'
import { ProblemCallout } from '@/components/ui/problem-callout'
import { formatMinute } from '@/i18n/formats'
import { useMembership } from '@/lib/session/organisation'
import { debriefQuery } from '../api/queries'
import type { Card, Debrief } from '../api/shapes'
import { CloseSeatDialog } from './close-seat-dialog'
import { CardNotes } from './card-notes'
import { MarksPanel } from './marks-panel'
import styles from './plans.module.css'
import { CardStatus, PlanStatus, SeatMarks, SimulatedBadge } from './rating-words'

/** All marks side by side once every card is in; before that, who is in and who is not. */
export function DebriefPage({ planId }: { planId: string }) {
  const { organisation } = useMembership()
  const debrief = useQuery(debriefQuery(organisation.id, planId))
  if (debrief.isError) return <ProblemCallout problem={debrief.error} />
  if (!debrief.data) return <Loading />
  return <DebriefRoom debrief={debrief.data} />
}

function DebriefRoom({ debrief }: { debrief: Debrief }) {
  const { t } = useLingui()
  const { organisation } = useMembership()
  const { plan } = debrief
  const wide = debrief.rows.filter((row) => row.wide).length
  return (
    <Page
      title={t`Debrief: ${plan.candidate}`}
      place={organisation.name}
      lead={
        <Row>
          <span translate="no">{plan.exercise}</span>
          <span>{formatMinute(plan.starts_at)}</span>
          <PlanStatus plan={plan} />
          <SimulatedBadge origin={plan.origin} />
        </Row>
      }
    >
      {!plan.sealed_at && (
        <Callout tone="info" title={t`The marks are under seal`}>
          <p>{t`Nobody sees a mark before every card is in, or the chair has closed its seat.`}</p>
        </Callout>
      )}
      {plan.sealed_at && (
        <Callout tone={wide > 0 ? 'caution' : 'good'} title={wide > 0 ? t`Talk about ${wide} of ${debrief.rows.length} rows` : t`Nobody is two or more apart`}>
          <p>{t`Positions rest on first marks: they were made without hearing anybody. What you think now is kept beside them.`}</p>
        </Callout>
      )}
      <SeatsSection debrief={debrief} />
      {debrief.rows.map((row) => (
        <MarksPanel key={`${row.block}.${row.sheet.code}`} row={row} debrief={debrief} />
      ))}
      {plan.sealed_at && <CardNotes debrief={debrief} />}
    </Page>
  )
}

function SeatsSection({ debrief }: { debrief: Debrief }) {
  const { t } = useLingui()
  const [closing, setClosing] = useState<Card | null>(null)
  return (
    <Section title={t`Seats`} card>
      <ul className={styles.seats}>
        {debrief.cards.map(({ card, submission }) => (
          <li key={card.id} className={styles.seat}>
            <span translate="no">{card.rater}</span> <SeatMarks seat={{ is_chair: false, is_advocate: card.is_advocate }} />{' '}
            <CardStatus status={card.status} />
            {submission?.came_by === 'paper' && <span className={styles.reason}>{t`on paper; transcribed by ${submission.recorded_by}`}</span>}
            {submission && submission.number > 1 && <span className={styles.reason}>{t`corrected before the seal`}</span>}
            {card.reason && (
              <span className={styles.reason} translate="no">
                {card.reason}
              </span>
            )}
            {debrief.is_chair && !debrief.plan.sealed_at && card.status === 'assigned' && (
              <Button compact onPress={() => setClosing(card)}>{t`Close this seat`}</Button>
            )}
          </li>
        ))}
      </ul>
      {closing && <CloseSeatDialog card={closing} onClose={() => setClosing(null)} />}
    </Section>
  )
}

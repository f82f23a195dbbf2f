import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { Page } from '@/components/layouts/page'
import { Row } from '@/components/layouts/stack'
import { Badge } from '@/components/ui/badge'
import { Callout } from '@/components/ui/callout'
import { LinkButton } from '@/components/ui/link-button'
import { Loading } from '@/components/ui/loading'
import { ProblemCallout } from '@/components/ui/problem-callout'
import { formatMinute } from '@/i18n/formats'
import { useMembership } from '@/lib/session/organisation'
import { cardQuery } from '../api/queries'
import type { OwnCard } from '../api/shapes'
import { useCardQueue } from '../hooks/use-card-queue'
import type { Values } from '@/lib/offline-queue/queued-event'
import { BlockBrief } from './block-brief'
import { CardFooter } from './card-footer'
import { ConfidenceField } from './confidence-field'
import { MarkField } from './mark-field'
import { ObservationsSection } from './observations-section'
import { SimulatedBadge } from './rating-words'
import styles from './scorecard.module.css'

/** The rater's card, for a phone in a corridor: everything given is kept on the device first. */
export function ScorecardPage({ cardId }: { cardId: string }) {
  const { organisation } = useMembership()
  const own = useQuery(cardQuery(organisation.id, cardId))
  if (own.isError && !own.data) return <ProblemCallout problem={own.error} />
  if (!own.data) return <Loading />
  return <OpenCard own={own.data} />
}

function OpenCard({ own }: { own: OwnCard }) {
  const { t } = useLingui()
  const { organisation } = useMembership()
  const { card, sheet } = own
  const marks = useCardQueue(organisation.id, card.id, own.values as Values)
  if (!marks) return <Loading />
  const { values, put } = marks
  const sealed = Boolean(card.sealed_at)
  return (
    <Page
      title={card.candidate}
      titleIsData
      place={organisation.name}
      lead={
        <Row>
          <span translate="no">{sheet.title}</span>
          <span>{formatMinute(card.starts_at)}</span>
          <span translate="no">{card.place}</span>
          {card.is_advocate && <Badge tone="good">{t`you speak for the customers`}</Badge>}
          <SimulatedBadge origin={card.origin} />
        </Row>
      }
      actions={
        !sealed && (
          <LinkButton to="/o/$organisationId/debriefs/$planId" params={{ organisationId: organisation.id, planId: card.plan_id }}>
            {t`Whose cards are in`}
          </LinkButton>
        )
      }
    >
      {sealed ? <SealedNote planId={card.plan_id} /> : <StateNote own={own} />}
      <div className={styles.card} dir={sheet.direction}>
        {sheet.blocks.map((block) => (
          <section key={block.code} className={styles.block} aria-label={block.title}>
            <BlockBrief block={block} rules={sheet.rules} />
            <ObservationsSection block={block.code} values={values} put={put} noneSeen={sheet.none_seen} disabled={sealed} />
            {block.rows.map((row) => (
              <MarkField key={row.code} block={block.code} row={row} values={values} put={put} disabled={sealed} />
            ))}
          </section>
        ))}
        <ConfidenceField choices={sheet.confidence} values={values} put={put} disabled={sealed} />
      </div>
      {!sealed && <CardFooter own={own} marks={marks} />}
    </Page>
  )
}

function SealedNote({ planId }: { planId: string }) {
  const { t } = useLingui()
  const { organisation } = useMembership()
  return (
    <Callout tone="good" title={t`All cards are in`}>
      <p>{t`Your first marks are final. What you think after hearing the others belongs into the debrief.`}</p>
      <LinkButton tone="primary" to="/o/$organisationId/debriefs/$planId" params={{ organisationId: organisation.id, planId }}>{t`To the debrief`}</LinkButton>
    </Callout>
  )
}

function StateNote({ own }: { own: OwnCard }) {
  const { t } = useLingui()
  if (own.submissions === 0) return null
  const when = own.card.submitted_at ? formatMinute(own.card.submitted_at) : ''
  return (
    <Callout tone="info" title={t`Handed in: ${when}`}>
      <p>{t`Others are still out. Until the last card is in you may correct yours and hand it in again; both are kept.`}</p>
    </Callout>
  )
}

import { useLingui } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import { Badge } from '@/components/ui/badge'
import { formatMinute } from '@/i18n/formats'
import { useOrganisationId } from '@/lib/session/organisation'
import type { MyCard } from '../api/shapes'
import styles from './my-card-list.module.css'
import { SimulatedBadge } from './rating-words'

export function MyCardList({ cards }: { cards: readonly MyCard[] }) {
  return (
    <ul className={styles.list}>
      {cards.map((card) => (
        <MyCardRow key={card.id} card={card} />
      ))}
    </ul>
  )
}

function MyCardRow({ card }: { card: MyCard }) {
  const { t } = useLingui()
  const organisationId = useOrganisationId()
  const words = (
    <>
      <span className={styles.who} translate="no">
        {card.candidate}
      </span>
      <span className={styles.what}>
        <span translate="no">{card.exercise}</span> · {formatMinute(card.starts_at)} · <span translate="no">{card.place}</span>
      </span>
      <span className={styles.marks}>
        {card.is_advocate && <Badge tone="good">{t`you speak for the customers`}</Badge>}
        {card.sealed_at && <Badge tone="good">{t`all cards in: debrief`}</Badge>}
        {!card.sealed_at && card.status === 'submitted' && <Badge tone="accent">{t`handed in; others are still out`}</Badge>}
        <SimulatedBadge origin={card.origin} />
      </span>
    </>
  )
  return (
    <li>
      {card.sealed_at ? (
        <Link className={styles.card} to="/o/$organisationId/debriefs/$planId" params={{ organisationId, planId: card.plan_id }}>
          {words}
        </Link>
      ) : (
        <Link className={styles.card} to="/o/$organisationId/cards/$cardId" params={{ organisationId, cardId: card.id }}>
          {words}
        </Link>
      )}
    </li>
  )
}

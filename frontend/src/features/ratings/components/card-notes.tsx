import { useLingui } from '@lingui/react/macro'
import { Section } from '@/components/layouts/section'
import { Badge } from '@/components/ui/badge'
import type { CardInDebrief, Debrief } from '../api/shapes'
import styles from './marks.module.css'

/** Everybody's observations, in their words. */
export function CardNotes({ debrief }: { debrief: Debrief }) {
  const { t } = useLingui()
  return (
    <Section title={t`What was said and done`} card>
      {debrief.cards.filter(({ submission }) => submission).map((entry) => (
        <Notes key={entry.card.id} entry={entry} labels={debrief.confidence} />
      ))}
    </Section>
  )
}

function Notes({ entry: { card, submission }, labels }: { entry: CardInDebrief; labels: Debrief['confidence'] }) {
  const { t } = useLingui()
  if (!submission) return null
  const sure = labels.find((label) => label.value === submission.confidence)?.label ?? ''
  return (
    <div>
      <h3>
        <span translate="no">{card.rater}</span> <span className={styles.side} translate="no">{sure}</span>
      </h3>
      <ul className={styles.notes}>
        {submission.observations.map((row) => (
          <li key={`${row.at}.${row.words}`}>
            <span data-figures="">{row.at}</span>{' '}
            {row.side === 'for' ? <Badge tone="good">{t`for`}</Badge> : <Badge tone="caution">{t`against`}</Badge>} <span translate="no">{row.words}</span>
          </li>
        ))}
        {submission.none_for && <li className={styles.side}>{t`saw nothing that speaks for`}</li>}
        {submission.none_against && <li className={styles.side}>{t`saw nothing that speaks against`}</li>}
      </ul>
    </div>
  )
}

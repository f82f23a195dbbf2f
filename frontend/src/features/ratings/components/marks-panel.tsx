import { useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { Section } from '@/components/layouts/section'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import type { Debrief, MarkOfRater, RowOfMarks } from '../api/shapes'
import { MarksTable } from './marks-table'
import styles from './marks.module.css'
import { ReviseDialog } from './revise-dialog'

/** One row of the card with everybody's marks beside one another. */
export function MarksPanel({ row, debrief }: { row: RowOfMarks; debrief: Debrief }) {
  const { t } = useLingui()
  const [revising, setRevising] = useState<MarkOfRater | null>(null)
  const nameOf = (mark: MarkOfRater) => debrief.cards.find(({ card }) => card.id === mark.card_id)?.card.rater ?? ''
  const own = row.marks.find((mark) => mark.card_id === debrief.own_card_id)
  const revised = row.marks.flatMap((mark) => mark.revisions.map((revision) => ({ mark, revision })))
  return (
    <Section
      title={row.sheet.title}
      titleIsData
      lead={row.sheet.mark === 'style' ? t`A mark on a line; neither end is better.` : t`A grade from 1 to 5.`}
      actions={own && <Button onPress={() => setRevising(own)}>{t`I think otherwise now`}</Button>}
      card
    >
      <p className={styles.gap}>
        {row.gap === null && <Badge>{t`one view: nothing to compare`}</Badge>}
        {row.gap !== null && !row.wide && <Badge tone="good">{t`first marks ${row.gap} apart`}</Badge>}
        {row.gap !== null && row.wide && <Badge tone="caution">{t`first marks ${row.gap} apart: talk about it`}</Badge>}
        {revised.length > 0 && row.gap_now !== null && <Badge>{t`now ${row.gap_now} apart`}</Badge>}
      </p>
      <MarksTable row={row} nameOf={nameOf} />
      {revised.length > 0 && (
        <ul className={styles.reasons}>
          {revised.map(({ mark, revision }) => (
            <li key={`${mark.rating_id}.${revision.at}`} translate="no">
              <strong>{nameOf(mark)}:</strong> {revision.reason}
            </li>
          ))}
        </ul>
      )}
      {revising && <ReviseDialog row={row} mark={revising} onClose={() => setRevising(null)} />}
    </Section>
  )
}

import { useLingui } from '@lingui/react/macro'
import type { MarkOfRater, RowOfMarks } from '../api/shapes'
import { signed } from './mark-field'
import styles from './marks.module.css'

interface MarksTableProps {
  row: RowOfMarks
  nameOf: (mark: MarkOfRater) => string
}

/** Raters under each other, the scale beside them: a filled mark is the first, a ring what they think now. */
export function MarksTable({ row, nameOf }: MarksTableProps) {
  const { t } = useLingui()
  const { sheet } = row
  const places = [...sheet.values.map((value) => ({ value: value.value, head: signed(value.value, sheet.mark), words: value.label })), { value: null, head: '–', words: sheet.absent }]
  return (
    <div className={styles.frame}>
      <table className={styles.table}>
        <caption data-visually-hidden="">{t`Marks of every rater`}</caption>
        <thead>
          <tr>
            <th scope="col">{t`Rater`}</th>
            {places.map((place) => (
              <th key={place.head} scope="col" title={place.words}>
                <span aria-hidden="true" translate="no">{place.head}</span>
                <span data-visually-hidden="" translate="no">{`${place.head} ${place.words}`}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {row.marks.map((mark) => (
            <tr key={mark.rating_id}>
              <th scope="row" translate="no">{nameOf(mark)}</th>
              {places.map((place) => (
                <td key={place.head}>
                  <MarkCell mark={mark} value={place.value} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function MarkCell({ mark, value }: { mark: MarkOfRater; value: number | null }) {
  const { t } = useLingui()
  const first = (mark.value ?? null) === value
  const last = mark.revisions[mark.revisions.length - 1]
  const now = last !== undefined && (last.value ?? null) === value
  return (
    <>
      {first && <span className={styles.first} role="img" aria-label={t`first mark`} />}
      {now && <span className={styles.now} role="img" aria-label={t`thinks now`} />}
    </>
  )
}

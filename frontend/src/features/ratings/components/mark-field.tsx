import { useLingui } from '@lingui/react/macro'
import { RadioGroup } from '@/components/ui/radio-group'
import type { JsonValue, Values } from '@/lib/offline-queue/queued-event'
import type { SheetRow } from '../api/shapes'
import { ABSENT, markAt } from '../hooks/card-values'
import styles from './scorecard.module.css'

export interface MarkingProps {
  values: Values
  put: (item: string, value: JsonValue) => void
  disabled: boolean
}

interface MarkFieldProps extends MarkingProps {
  block: string
  row: SheetRow
}

/** One row: a grade from 1 to 5 with its anchors, or a mark on the line of a style; "not seen" is a choice of its own. */
export function MarkField({ block, row, values, put, disabled }: MarkFieldProps) {
  const { t } = useLingui()
  const item = markAt(block, row.code)
  const given = values[item]
  const choices = [
    ...row.values.map((value) => ({
      id: String(value.value),
      name: `${signed(value.value, row.mark)} · ${value.label}`,
      note: value.words ?? undefined,
    })),
    { id: ABSENT, name: row.absent },
  ]
  return (
    <div className={styles.row} data-testid={item}>
      <div translate="no">
        <RadioGroup
          label={row.title}
          help={row.look_for}
          choices={choices}
          value={typeof given === 'number' || typeof given === 'string' ? String(given) : ''}
          isDisabled={disabled}
          onChange={(id) => put(item, id === ABSENT ? ABSENT : Number(id))}
        />
      </div>
      {row.mark === 'style' && <p className={styles.note}>{t`Neither end of this line is better.`}</p>}
    </div>
  )
}

/** A style mark shows its direction: +2, −2. */
export function signed(value: number, mark: SheetRow['mark']): string {
  if (mark === 'skill' || value === 0) return String(value)
  return value > 0 ? `+${value}` : `−${-value}`
}

import { useLingui } from '@lingui/react/macro'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { asValue, clockNow, freshKey, noneAt, observedIn, seenAt, type Side } from '../hooks/card-values'
import type { MarkingProps } from './mark-field'
import { ObservationEditor } from './observation-editor'
import styles from './scorecard.module.css'

interface ObservationsSectionProps extends MarkingProps {
  block: string
  /** The words of the sheet for "I have seen none". */
  noneSeen: string
}

/** What was said and done, with the clock: at least one thing for and one against, or that none was seen. */
export function ObservationsSection({ block, noneSeen, ...marking }: ObservationsSectionProps) {
  const { t } = useLingui()
  return (
    <div className={styles.observations}>
      <h3 className={styles.rowTitle}>{t`What was said and done`}</h3>
      <SideOfObservations side="for" block={block} noneSeen={noneSeen} {...marking} />
      <SideOfObservations side="against" block={block} noneSeen={noneSeen} {...marking} />
    </div>
  )
}

function SideOfObservations({ side, block, noneSeen, values, put, disabled }: ObservationsSectionProps & { side: Side }) {
  const { t } = useLingui()
  const observed = observedIn(values).filter((row) => row.side === side && row.block === block)
  const title = side === 'for' ? t`Speaks for` : t`Speaks against`
  const add = () => put(seenAt(freshKey()), asValue({ key: '', side, at: clockNow(), words: '', block }))
  return (
    <fieldset className={styles.side} data-side={side} data-testid={`observations-${side}`}>
      <legend className={styles.sideTitle}>{title}</legend>
      {observed.map((row) => (
        <ObservationEditor key={row.key} observed={row} disabled={disabled} put={put} />
      ))}
      {!disabled && (
        <Button onPress={add}>{side === 'for' ? t`Note something for` : t`Note something against`}</Button>
      )}
      {observed.length === 0 && (
        <Checkbox isSelected={values[noneAt(side)] === true} isDisabled={disabled} onChange={(chosen) => put(noneAt(side), chosen || null)}>
          <span translate="no">{noneSeen}</span>
        </Checkbox>
      )}
    </fieldset>
  )
}

import { useLingui } from '@lingui/react/macro'
import { RadioGroup } from '@/components/ui/radio-group'
import type { Sheet } from '../api/shapes'
import type { MarkingProps } from './mark-field'
import styles from './scorecard.module.css'

export function ConfidenceField({ choices, values, put, disabled }: MarkingProps & { choices: Sheet['confidence'] }) {
  const { t } = useLingui()
  const given = values.confidence
  return (
    <div className={styles.row} data-testid="confidence" translate="no">
      <RadioGroup
        label={t`How sure are you of these marks?`}
        choices={choices.map((choice) => ({ id: String(choice.value), name: choice.label }))}
        value={typeof given === 'number' ? String(given) : ''}
        isDisabled={disabled}
        onChange={(id) => put('confidence', Number(id))}
      />
    </div>
  )
}

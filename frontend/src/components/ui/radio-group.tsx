import { RadioButton, RadioField, RadioGroup as AriaRadioGroup, Text, type RadioGroupProps as AriaProps } from 'react-aria-components'
import fieldStyles from './field.module.css'
import { FieldHelp, FieldLabel, type FieldWords } from './field-parts'
import styles from './radio-group.module.css'
import type { Choice } from './select'

interface RadioGroupProps extends Omit<AriaProps, 'className' | 'children'>, FieldWords {
  choices: readonly Choice[]
}

export function RadioGroup({ label, help, optional, choices, ...props }: RadioGroupProps) {
  // With an empty value, which is no choice's own, no choice could be reached by Tab; without one, the first can.
  const value = props.value === '' ? null : props.value
  return (
    <AriaRadioGroup {...props} value={value} className={fieldStyles.field ?? ''} isRequired={props.isRequired ?? !optional}>
      <FieldLabel label={label} optional={optional} />
      {choices.map((choice) => (
        <RadioField key={choice.id} value={choice.id}>
          <RadioButton className={styles.radio ?? ''}>
            <span className={styles.dot} aria-hidden="true" />
            <span>{choice.name}</span>
          </RadioButton>
          {choice.note && (
            <Text slot="description" className={styles.note ?? ''}>
              {choice.note}
            </Text>
          )}
        </RadioField>
      ))}
      <FieldHelp help={help} />
    </AriaRadioGroup>
  )
}

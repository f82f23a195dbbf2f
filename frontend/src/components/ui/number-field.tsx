import { Input, NumberField as AriaNumberField, type NumberFieldProps as AriaProps } from 'react-aria-components'
import styles from './field.module.css'
import { FieldHelp, FieldLabel, type FieldWords } from './field-parts'

interface NumberFieldProps extends Omit<AriaProps, 'className' | 'children'>, FieldWords {}

export function NumberField({ label, help, optional, ...props }: NumberFieldProps) {
  return (
    <AriaNumberField {...props} className={styles.field ?? ''} isRequired={props.isRequired ?? !optional}>
      <FieldLabel label={label} optional={optional} />
      <Input className={styles.input ?? ''} data-figures="" />
      <FieldHelp help={help} />
    </AriaNumberField>
  )
}

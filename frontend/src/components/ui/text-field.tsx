import { Input, TextField as AriaTextField, type TextFieldProps as AriaProps } from 'react-aria-components'
import styles from './field.module.css'
import { FieldHelp, FieldLabel, type FieldWords } from './field-parts'

interface TextFieldProps extends Omit<AriaProps, 'className' | 'children'>, FieldWords {
  placeholder?: string
}

export function TextField({ label, help, optional, placeholder, ...props }: TextFieldProps) {
  return (
    <AriaTextField {...props} className={styles.field ?? ''} isRequired={props.isRequired ?? !optional}>
      <FieldLabel label={label} optional={optional} />
      <Input className={styles.input ?? ''} placeholder={placeholder} />
      <FieldHelp help={help} />
    </AriaTextField>
  )
}

import { TextArea as AriaTextArea, TextField as AriaTextField, type TextFieldProps as AriaProps } from 'react-aria-components'
import styles from './field.module.css'
import { FieldHelp, FieldLabel, type FieldWords } from './field-parts'

interface TextAreaProps extends Omit<AriaProps, 'className' | 'children'>, FieldWords {
  rows?: number
}

export function TextArea({ label, help, optional, rows = 4, ...props }: TextAreaProps) {
  return (
    <AriaTextField {...props} className={styles.field ?? ''} isRequired={props.isRequired ?? !optional}>
      <FieldLabel label={label} optional={optional} />
      <AriaTextArea className={styles.input ?? ''} rows={rows} />
      <FieldHelp help={help} />
    </AriaTextField>
  )
}

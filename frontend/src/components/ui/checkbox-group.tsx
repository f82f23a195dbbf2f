import type { ReactNode } from 'react'
import { CheckboxGroup as AriaCheckboxGroup, type CheckboxGroupProps as AriaProps } from 'react-aria-components'
import styles from './field.module.css'
import { FieldHelp, FieldLabel, type FieldWords } from './field-parts'

interface CheckboxGroupProps extends Omit<AriaProps, 'className' | 'children'>, FieldWords {
  children: ReactNode
}

export function CheckboxGroup({ label, help, optional, children, ...props }: CheckboxGroupProps) {
  return (
    <AriaCheckboxGroup {...props} className={styles.field ?? ''} isRequired={props.isRequired ?? !optional}>
      <FieldLabel label={label} optional={optional} />
      {children}
      <FieldHelp help={help} />
    </AriaCheckboxGroup>
  )
}

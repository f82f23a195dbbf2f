import type { ReactNode } from 'react'
import { CheckboxButton, CheckboxField, Text, type CheckboxFieldProps } from 'react-aria-components'
import styles from './checkbox.module.css'

interface CheckboxProps extends Omit<CheckboxFieldProps, 'className' | 'children'> {
  children: ReactNode
  note?: ReactNode
}

export function Checkbox({ children, note, ...props }: CheckboxProps) {
  return (
    <CheckboxField {...props} className={styles.field ?? ''}>
      <CheckboxButton className={styles.checkbox ?? ''}>
        <span className={styles.box} aria-hidden="true">
          <svg viewBox="0 0 16 16">
            <path d="m3.5 8.5 3 3 6-7" />
          </svg>
        </span>
        <span>{children}</span>
      </CheckboxButton>
      {note && (
        <Text slot="description" className={styles.note ?? ''}>
          {note}
        </Text>
      )}
    </CheckboxField>
  )
}

import { Trans } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import { FieldError, Label, Text } from 'react-aria-components'
import styles from './field.module.css'

/** What every field has: a label that is always visible, help below it, and the reason when it was refused. */
export interface FieldWords {
  label: string
  help?: ReactNode
  /** Says "(optional)" beside the label; everything else is required. */
  optional?: boolean
}

export function FieldLabel({ label, optional }: FieldWords) {
  return (
    <Label className={styles.label ?? ''}>
      {label}
      {optional && (
        <span className={styles.optional}>
          {' '}
          <Trans>(optional)</Trans>
        </span>
      )}
    </Label>
  )
}

export function FieldHelp({ help }: Pick<FieldWords, 'help'>) {
  return (
    <>
      {help && (
        <Text slot="description" className={styles.help ?? ''}>
          {help}
        </Text>
      )}
      <FieldError className={styles.error ?? ''} />
    </>
  )
}

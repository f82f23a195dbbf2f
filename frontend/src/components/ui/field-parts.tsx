import { Trans } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import { FieldError, Label, Text } from 'react-aria-components'
import styles from './field.module.css'
import { useRefusalWords } from './refusal-words'

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

/** The line below a field. The reason of a refusal takes the place of the help, so that nothing jumps under the pointer. */
export function FieldHelp({ help }: Pick<FieldWords, 'help'>) {
  const refusal = useRefusalWords()
  return (
    <div className={styles.message}>
      {help && (
        <Text slot="description" className={styles.help ?? ''}>
          {help}
        </Text>
      )}
      <FieldError className={styles.error ?? ''}>{refusal}</FieldError>
    </div>
  )
}

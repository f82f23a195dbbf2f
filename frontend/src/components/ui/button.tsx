import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components'
import styles from './button.module.css'

export type ButtonTone = 'primary' | 'plain' | 'quiet' | 'danger'

interface ButtonProps extends Omit<AriaButtonProps, 'className'> {
  tone?: ButtonTone
  compact?: boolean
}

export function Button({ tone = 'plain', compact = false, ...props }: ButtonProps) {
  return <AriaButton {...props} className={styles.button ?? ''} data-tone={tone} data-compact={compact || undefined} />
}

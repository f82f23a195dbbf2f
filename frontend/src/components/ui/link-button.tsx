import { createLink } from '@tanstack/react-router'
import type { AnchorHTMLAttributes, Ref } from 'react'
import type { ButtonTone } from './button'
import styles from './button.module.css'

interface LinkButtonProps extends AnchorHTMLAttributes<HTMLAnchorElement> {
  tone?: ButtonTone
  compact?: boolean
  ref?: Ref<HTMLAnchorElement>
}

function Anchor({ tone = 'plain', compact = false, ...props }: LinkButtonProps) {
  return <a {...props} className={styles.button} data-tone={tone} data-compact={compact || undefined} />
}

/** Goes somewhere, so it is a link; looks like a button, because it is the next step. */
export const LinkButton = createLink(Anchor)

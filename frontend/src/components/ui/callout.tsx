import type { ReactNode } from 'react'
import { AlertIcon, GoodIcon, InfoIcon } from './icons'
import styles from './callout.module.css'

export type CalloutTone = 'info' | 'good' | 'caution' | 'danger'

const ICONS = { info: InfoIcon, good: GoodIcon, caution: AlertIcon, danger: AlertIcon }

interface CalloutProps {
  tone?: CalloutTone
  title?: ReactNode
  children?: ReactNode
  /** Spoken at once by a screen reader, for what has just happened. */
  live?: boolean
}

export function Callout({ tone = 'info', title, children, live = false }: CalloutProps) {
  const Icon = ICONS[tone]
  return (
    <div className={styles.callout} data-tone={tone} role={live ? 'alert' : undefined}>
      <span className={styles.icon}>
        <Icon />
      </span>
      <div className={styles.words}>
        {title && <p className={styles.title}>{title}</p>}
        {children}
      </div>
    </div>
  )
}

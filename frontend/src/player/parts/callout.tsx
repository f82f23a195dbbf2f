import type { ReactNode } from 'react'
import styles from './callout.module.css'

interface Props {
  tone: 'plain' | 'caution' | 'good'
  role?: 'alert' | 'status'
  children: ReactNode
}

export function Callout({ tone, role, children }: Props) {
  return (
    <div className={styles.callout} data-tone={tone} role={role}>
      {children}
    </div>
  )
}

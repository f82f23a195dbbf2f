import type { ReactNode } from 'react'
import styles from './dialog-actions.module.css'

/** The closing row of a form or dialog; the main step stands last, where reading ends. */
export function DialogActions({ children }: { children: ReactNode }) {
  return <div className={styles.actions}>{children}</div>
}

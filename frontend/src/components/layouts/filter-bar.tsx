import type { ReactNode } from 'react'
import styles from './filter-bar.module.css'

/** The row of filters above a list; its state lives in the address of the page. */
export function FilterBar({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className={styles.bar} role="search" aria-label={label} data-screen-only="">
      {children}
    </div>
  )
}

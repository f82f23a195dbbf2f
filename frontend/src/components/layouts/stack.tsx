import type { ReactNode } from 'react'
import styles from './stack.module.css'

/** Things under each other with one distance. */
export function Stack({ children, tight = false }: { children: ReactNode; tight?: boolean }) {
  return (
    <div className={styles.stack} data-tight={tight || undefined}>
      {children}
    </div>
  )
}

/** Things beside each other, wrapping where the page is narrow. */
export function Row({ children, apart = false }: { children: ReactNode; apart?: boolean }) {
  return (
    <div className={styles.row} data-apart={apart || undefined}>
      {children}
    </div>
  )
}

/** Cards beside each other, as many as fit. */
export function Grid({ children, wide = false }: { children: ReactNode; wide?: boolean }) {
  return (
    <div className={styles.grid} data-wide={wide || undefined}>
      {children}
    </div>
  )
}

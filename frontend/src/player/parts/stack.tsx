import type { ReactNode } from 'react'
import styles from './stack.module.css'

interface Props {
  gap?: 'small' | 'middle' | 'large'
  children: ReactNode
}

export function Stack({ gap = 'middle', children }: Props) {
  return (
    <div className={styles.stack} data-gap={gap}>
      {children}
    </div>
  )
}

/** Buttons beside each other; the first is the one to press. */
export function Actions({ children }: { children: ReactNode }) {
  return (
    <div className={styles.actions} data-screen-only>
      {children}
    </div>
  )
}

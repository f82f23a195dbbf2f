import type { ReactNode } from 'react'
import styles from './button.module.css'

/** A file that the browser fetches itself; looks like the buttons it stands beside. */
export function FileLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <a className={styles.button} data-tone="plain" href={href} download>
      {children}
    </a>
  )
}

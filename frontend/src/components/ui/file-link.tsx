import type { ReactNode } from 'react'
import styles from './button.module.css'

interface FileLinkProps {
  href: string
  children: ReactNode
  compact?: boolean
}

/** A file that the browser fetches itself; looks like the buttons it stands beside. */
export function FileLink({ href, children, compact = false }: FileLinkProps) {
  return (
    <a className={styles.button} data-tone="plain" data-compact={compact || undefined} href={href} download>
      {children}
    </a>
  )
}

import type { ReactNode } from 'react'
import styles from './narrow-page.module.css'
import { Page } from './page'

interface NarrowPageProps {
  title: string
  lead?: ReactNode
  children: ReactNode
  footer?: ReactNode
}

/** One task, one column, nothing beside it: signing in, accepting an invitation. */
export function NarrowPage({ title, lead, children, footer }: NarrowPageProps) {
  return (
    <main className={styles.frame} id="main">
      <div className={styles.column}>
        <p className={styles.mark} translate="no">
          <img src="/static/favicon.svg" alt="" width="28" height="28" />
          Onculture
        </p>
        <div className={styles.card}>
          <Page title={title} lead={lead}>
            {children}
          </Page>
        </div>
        {footer && <div className={styles.footer}>{footer}</div>}
      </div>
    </main>
  )
}

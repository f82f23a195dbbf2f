import { useEffect, useRef, type ReactNode } from 'react'
import styles from './page.module.css'

interface PageProps {
  title: string
  /** What stands in the browser's tab after the title, such as the organisation. */
  place?: string
  /** One sentence on what this page is for. */
  lead?: ReactNode
  /** Where it belongs, above the title. */
  trail?: ReactNode
  actions?: ReactNode
  children: ReactNode
  /** The title is somebody's own words, such as the name of a campaign. */
  titleIsData?: boolean
}

let firstPage = true

/** The frame of every page: it names the tab and hands the focus to the heading, so that a screen reader says where one is. */
export function Page({ title, place, lead, trail, actions, children, titleIsData = false }: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null)

  useEffect(() => {
    if (!firstPage) heading.current?.focus({ preventScroll: true })
    firstPage = false
  }, [])

  return (
    <article className={styles.page}>
      <title>{[title, place, 'Onculture'].filter(Boolean).join(' · ')}</title>
      <header className={styles.header}>
        <div className={styles.words}>
          {trail && <div className={styles.trail}>{trail}</div>}
          <h1 ref={heading} tabIndex={-1} className={styles.title} translate={titleIsData ? 'no' : undefined}>
            {title}
          </h1>
          {lead && <div className={styles.lead}>{lead}</div>}
        </div>
        {actions && (
          <div className={styles.actions} data-screen-only="">
            {actions}
          </div>
        )}
      </header>
      {children}
    </article>
  )
}

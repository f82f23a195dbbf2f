import { useId, type ReactNode } from 'react'
import styles from './section.module.css'

interface SectionProps {
  title: string
  lead?: ReactNode
  actions?: ReactNode
  children: ReactNode
  /** On a card of its own, where several stand on one page. */
  card?: boolean
  /** Longer than a sheet of paper, so that a printer may break it between its parts. */
  long?: boolean
  /** The title is somebody's own words, such as the name of a dimension. */
  titleIsData?: boolean
}

export function Section({ title, lead, actions, children, card = false, long = false, titleIsData = false }: SectionProps) {
  const id = useId()
  return (
    <section className={styles.section} aria-labelledby={id} data-card={card || undefined} data-long={long || undefined}>
      <header className={styles.header}>
        <div className={styles.words}>
          <h2 id={id} className={styles.title} translate={titleIsData ? 'no' : undefined}>
            {title}
          </h2>
          {lead && <div className={styles.lead}>{lead}</div>}
        </div>
        {actions && <div data-screen-only="">{actions}</div>}
      </header>
      {children}
    </section>
  )
}

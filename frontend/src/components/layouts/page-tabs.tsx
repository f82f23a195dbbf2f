import { Link } from '@tanstack/react-router'
import styles from './page-tabs.module.css'

interface PageTabsProps {
  label: string
  tabs: readonly { name: string; href: string }[]
}

/** Pages that belong together; each has an address of its own, so these are links. */
export function PageTabs({ label, tabs }: PageTabsProps) {
  return (
    <nav aria-label={label} className={styles.tabs} data-screen-only="">
      {tabs.map((tab) => (
        <Link
          key={tab.href}
          to={tab.href}
          className={styles.tab}
          activeOptions={{ exact: true, includeSearch: false }}
          activeProps={{ 'aria-current': 'page' }}
        >
          {tab.name}
        </Link>
      ))}
    </nav>
  )
}

import { useLingui } from '@lingui/react/macro'
import { useState, type ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { MenuIcon, SearchIcon } from '@/components/ui/icons'
import { CommandPalette } from './command-palette'
import styles from './frames.module.css'
import { Mark } from './mark'
import { NavigationDrawer } from './navigation-drawer'
import { NavigationList } from './navigation-list'
import { OrganisationSwitcher } from './organisation-switcher'
import { SkipLink } from './skip-link'
import { UserMenu } from './user-menu'
import { usePaletteKey } from './use-palette-key'

/** Inside an organisation: its navigation beside the page. */
export function OrganisationFrame({ children }: { children: ReactNode }) {
  const { t } = useLingui()
  const [palette, setPalette] = useState(false)
  const [drawer, setDrawer] = useState(false)
  usePaletteKey(() => setPalette(true))
  return (
    <div className={styles.frame}>
      <SkipLink />
      <header className={styles.bar} data-screen-only="">
        <span className={styles.narrowOnly}>
          <Button tone="quiet" aria-label={t`Open the navigation`} onPress={() => setDrawer(true)}>
            <MenuIcon />
          </Button>
        </span>
        <span className={styles.wideOnly}>
          <Mark />
        </span>
        <OrganisationSwitcher />
        <span className={styles.spring} />
        <Button tone="plain" compact onPress={() => setPalette(true)} aria-keyshortcuts="Control+K Meta+K">
          <SearchIcon />
          <span className={styles.wideWord}>{t`Go to …`}</span>
          <kbd className={styles.key} translate="no">Ctrl K</kbd>
        </Button>
        <UserMenu />
      </header>
      <nav className={styles.side} aria-label={t`Main`} data-screen-only="">
        <NavigationList />
      </nav>
      <main className={styles.main} id="main" tabIndex={-1}>
        {children}
      </main>
      <CommandPalette isOpen={palette} onClose={() => setPalette(false)} />
      <NavigationDrawer isOpen={drawer} onClose={() => setDrawer(false)} />
    </div>
  )
}

/** Outside any organisation: one's own account, a page that does not exist. */
export function PlainFrame({ children }: { children: ReactNode }) {
  return (
    <div className={styles.frame} data-plain="">
      <SkipLink />
      <header className={styles.bar} data-screen-only="">
        <Mark />
        <span className={styles.spring} />
        <UserMenu />
      </header>
      <main className={styles.main} id="main" tabIndex={-1}>
        {children}
      </main>
    </div>
  )
}

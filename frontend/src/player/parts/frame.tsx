import { Trans } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import styles from './frame.module.css'
import { Settings } from './settings'

interface Props {
  /** Whose invitation this is; nothing before that is known. */
  organisation?: string
  simulated?: boolean
  /** What belongs to the moment: the save badge, a pause button. */
  tools?: ReactNode
  help?: ReactNode
  children: ReactNode
}

/** What surrounds every screen. Help and settings stand in the same place on all of them. */
export function Frame({ organisation, simulated = false, tools, help, children }: Props) {
  return (
    <div className={styles.frame}>
      <header className={styles.head} data-screen-only={tools ? true : undefined}>
        <p className={styles.organisation} dir="auto" translate="no">
          {organisation}
        </p>
        {tools}
      </header>
      {simulated && (
        <p className={styles.simulated} role="note">
          <Trans>SIMULATED: a demonstration. Nobody is being assessed.</Trans>
        </p>
      )}
      <main className={styles.main}>{children}</main>
      <footer className={styles.foot} data-screen-only>
        {help}
        <Settings />
      </footer>
    </div>
  )
}

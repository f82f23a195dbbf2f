import { Trans } from '@lingui/react/macro'
import styles from './skip-link.module.css'

export function SkipLink() {
  return (
    <a className={styles.skip} href="#main" onClick={focusMain}>
      <Trans>Skip to the page</Trans>
    </a>
  )
}

/** Moves the focus without touching the address, which carries the state of lists. */
function focusMain(event: { preventDefault: () => void }) {
  event.preventDefault()
  document.getElementById('main')?.focus()
}

import { Trans } from '@lingui/react/macro'
import styles from './loading.module.css'

export function Loading() {
  return (
    <p className={styles.loading} role="status">
      <Trans>Loading …</Trans>
    </p>
  )
}

import { Plural, Trans } from '@lingui/react/macro'
import { keptOf, type Kept } from '@/lib/offline-queue/kept'
import type { QueueStatus } from '@/lib/offline-queue/offline-queue'
import styles from './save-badge.module.css'

/** Where the marks are, in words. */
export function SaveBadge({ status }: { status: QueueStatus }) {
  const kind = keptOf(status)
  return (
    <p className={styles.badge} data-kind={kind} data-testid="save-badge" role="status">
      <Words kind={kind} waiting={status.waiting} />
    </p>
  )
}

function Words({ kind, waiting }: { kind: Kept; waiting: number }) {
  switch (kind) {
    case 'saved':
      return <Trans>Saved</Trans>
    case 'waiting':
      return <Plural value={waiting} one="# mark waits to be sent" other="# marks wait to be sent" />
    case 'offline':
      return <Plural value={waiting} _0="Offline: keep going" one="Offline: keep going. # mark waits on this device." other="Offline: keep going. # marks wait on this device." />
    case 'signed_out':
      return <Plural value={waiting} one="Sign in again to send # mark." other="Sign in again to send # marks." />
    case 'closed':
      return <Plural value={waiting} one="This card is closed. # mark came too late." other="This card is closed. # marks came too late." />
  }
}

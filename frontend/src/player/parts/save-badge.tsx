import { Plural, Trans } from '@lingui/react/macro'
import { useEffect, useState } from 'react'
import { keptOf, type Kept } from '@/lib/offline-queue/kept'
import { useOnline } from './use-online'
import { useSitting } from './session-context'
import styles from './save-badge.module.css'

/** Changes that settle within this time are shown, but not read out. */
const READ_OUT_AFTER_MS = 1_500

/** Where the answers are, in words. A screen reader hears a change once it has lasted. */
export function SaveBadge() {
  const { queue } = useSitting()
  const online = useOnline()
  const kind = keptOf(queue, online)
  const readOut = useSettled(kind)
  return (
    <div className={styles.place}>
      <p className={styles.badge} data-kind={kind} data-testid="save-badge">
        <Words kind={kind} waiting={queue.waiting} />
      </p>
      <div role="status" data-visually-hidden>
        <Words kind={readOut} waiting={queue.waiting} />
      </div>
    </div>
  )
}

function Words({ kind, waiting }: { kind: Kept; waiting: number }) {
  switch (kind) {
    case 'saved':
      return <Trans>Saved</Trans>
    case 'waiting':
      return <Plural value={waiting} one="# answer waiting to be sent" other="# answers waiting to be sent" />
    case 'offline':
      return (
        <Plural
          value={waiting}
          _0="Offline: keep going, nothing is lost"
          one="Offline: keep going, nothing is lost. # answer waits on this device."
          other="Offline: keep going, nothing is lost. # answers wait on this device."
        />
      )
    case 'signed_out':
      return (
        <Plural
          value={waiting}
          one="# answer waits on this device. Open the link from your invitation again to send it."
          other="# answers wait on this device. Open the link from your invitation again to send them."
        />
      )
    case 'closed':
      return (
        <Plural
          value={waiting}
          one="This sitting is closed. # answer came too late."
          other="This sitting is closed. # answers came too late."
        />
      )
  }
}

function useSettled(kind: Kept): Kept {
  const [settled, setSettled] = useState(kind)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(kind), READ_OUT_AFTER_MS)
    return () => clearTimeout(timer)
  }, [kind])
  return settled
}

import { Plural, Trans } from '@lingui/react/macro'
import { useEffect, useState } from 'react'
import { useOnline } from './use-online'
import { useSitting } from './session-context'
import styles from './save-badge.module.css'

type Kind = 'saved' | 'waiting' | 'offline' | 'signed_out' | 'closed'

/** Changes that settle within this time are shown, but not read out. */
const READ_OUT_AFTER_MS = 1_500

/** Where the answers are, in words. A screen reader hears a change once it has lasted. */
export function SaveBadge() {
  const { queue } = useSitting()
  const online = useOnline()
  const kind = kindOf(queue.connection, queue.waiting, online)
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

function kindOf(connection: string, waiting: number, online: boolean): Kind {
  if (connection === 'closed' && waiting > 0) return 'closed'
  if (connection === 'signed_out' && waiting > 0) return 'signed_out'
  if (connection === 'unreachable' || !online) return 'offline'
  return waiting > 0 ? 'waiting' : 'saved'
}

function Words({ kind, waiting }: { kind: Kind; waiting: number }) {
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

function useSettled(kind: Kind): Kind {
  const [settled, setSettled] = useState(kind)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(kind), READ_OUT_AFTER_MS)
    return () => clearTimeout(timer)
  }, [kind])
  return settled
}

import { Trans } from '@lingui/react/macro'
import { useRef } from 'react'
import { Button } from './button'
import { useSession, useSitting } from './session-context'
import { Actions, Stack } from './stack'
import { TaskNote } from './task-note'
import styles from './withdraw.module.css'

/** Ends it for good, after a question that names what ends. */
export function Withdraw() {
  const session = useSession()
  const { state } = useSitting()
  const dialog = useRef<HTMLDialogElement>(null)
  if (state.status === 'withdrawn' || state.status === 'expired') return null
  return (
    <>
      <div>
        <Button tone="link" onClick={() => dialog.current?.showModal()}>
          <Trans>Withdraw</Trans>
        </Button>
      </div>
      <dialog ref={dialog} className={styles.dialog} aria-labelledby="withdraw-title">
        <Stack>
          <h2 id="withdraw-title">
            <Trans>Withdraw from “{state.campaign_title}”?</Trans>
          </h2>
          <p>
            <Trans>
              Your answers will not be used, and this link stops working. You can pause instead and come back later.
            </Trans>
          </p>
          <TaskNote of="withdraw" offline={<Trans>This needs a connection. Please try again when you have one.</Trans>} />
          <Actions>
            <Button onClick={() => dialog.current?.close()}>
              <Trans>Stay</Trans>
            </Button>
            <Button tone="primary" onClick={() => void session.withdraw()}>
              <Trans>Withdraw for good</Trans>
            </Button>
          </Actions>
        </Stack>
      </dialog>
    </>
  )
}

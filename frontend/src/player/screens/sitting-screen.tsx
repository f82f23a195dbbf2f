import { Trans } from '@lingui/react/macro'
import { Button } from '../parts/button'
import { Callout } from '../parts/callout'
import { Frame } from '../parts/frame'
import { Help } from '../parts/help'
import { SaveBadge } from '../parts/save-badge'
import { useSession, useSitting } from '../parts/session-context'
import { TaskNote } from '../parts/task-note'
import { Withdraw } from '../parts/withdraw'
import type { Place } from '../sitting/snapshot'
import { DoneScreen } from './done-screen'
import { InvitationScreen } from './invitation-screen'
import { PausedScreen } from './paused-screen'
import { ReportScreen } from './report-screen'
import { ReviewScreen } from './review-screen'
import { SectionScreen } from './section-screen'
import { StartScreen } from './start-screen'
import styles from './sitting-screen.module.css'

/** Whatever belongs to the place where the person is, in the frame that all places share. */
export function SittingScreen() {
  const { state, place, queue } = useSitting()
  const answering = place.kind === 'section' || place.kind === 'review'
  const tools = answering || queue.waiting > 0 ? <Tools pausable={answering} /> : undefined
  return (
    <Frame
      organisation={state.organisation_name}
      simulated={state.simulated}
      tools={tools}
      help={
        <>
          <Help />
          <Withdraw />
        </>
      }
    >
      {!queue.durable && answering && <NothingIsKept />}
      <TaskNote
        of="answer"
        offline={
          <Trans>
            This device could not keep your last answer. Please make room on it or load the page again, then answer once
            more. Everything before is safe.
          </Trans>
        }
      />
      <TaskNote of="pause" offline={<Trans>Pausing needs a connection. You can also simply close the page.</Trans>} />
      <PlaceView place={place} />
    </Frame>
  )
}

function PlaceView({ place }: { place: Place }) {
  switch (place.kind) {
    case 'invitation':
      return <InvitationScreen />
    case 'start':
      return <StartScreen />
    case 'section':
      return <SectionScreen place={place} />
    case 'review':
      return <ReviewScreen />
    case 'paused':
      return <PausedScreen />
    case 'done':
      return <DoneScreen />
    case 'report':
      return <ReportScreen />
  }
}

function Tools({ pausable }: { pausable: boolean }) {
  const session = useSession()
  return (
    <div className={styles.tools}>
      <SaveBadge />
      {pausable && (
        <Button onClick={() => void session.pause()}>
          <Trans>Pause</Trans>
        </Button>
      )}
    </div>
  )
}

function NothingIsKept() {
  return (
    <Callout tone="caution">
      <Trans>
        This browser does not let the page keep anything (a private window, perhaps). Please leave the page open until it
        says “Saved”.
      </Trans>
    </Callout>
  )
}

import { Trans } from '@lingui/react/macro'
import { Actions, Stack } from '../parts/stack'
import { Button } from '../parts/button'
import { Frame } from '../parts/frame'
import { ScreenHeading } from '../parts/screen-heading'
import type { NoLinkReason } from '../sitting/snapshot'
import { LostLinkForm } from './lost-link-form'

/** Nobody can be recognised: what happened, and the way on. */
export function NoLinkScreen({ reason }: { reason: NoLinkReason }) {
  return (
    <Frame>
      <Stack>
        <ScreenHeading of={reason}>
          <Heading reason={reason} />
        </ScreenHeading>
        <p>
          <Explanation reason={reason} />
        </p>
        {reason === 'unreachable' ? (
          <Actions>
            <Button tone="primary" onClick={() => window.location.reload()}>
              <Trans>Try again</Trans>
            </Button>
          </Actions>
        ) : (
          <LostLinkForm />
        )}
      </Stack>
    </Frame>
  )
}

function Heading({ reason }: { reason: NoLinkReason }) {
  switch (reason) {
    case 'missing':
      return <Trans>Please open the link from your invitation</Trans>
    case 'not_valid':
      return <Trans>This link does not work any more</Trans>
    case 'session_over':
      return <Trans>Please open your link again</Trans>
    case 'unreachable':
      return <Trans>No connection</Trans>
  }
}

function Explanation({ reason }: { reason: NoLinkReason }) {
  switch (reason) {
    case 'missing':
      return <Trans>The link is personal. It ends with a long key that tells us who you are.</Trans>
    case 'not_valid':
      return (
        <Trans>
          It may be incomplete, replaced by a newer one, or past its date. Look for the newest invitation in your mail, or
          ask for a new link here.
        </Trans>
      )
    case 'session_over':
      return (
        <Trans>
          For your safety this page forgets who you are after a day. Open the link from your invitation again. Answers that
          wait on this device are kept and will be sent.
        </Trans>
      )
    case 'unreachable':
      return (
        <Trans>The page cannot reach its server just now. Your link stays in the address bar: try again in a moment.</Trans>
      )
  }
}

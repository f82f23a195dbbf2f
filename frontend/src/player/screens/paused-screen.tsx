import { Trans } from '@lingui/react/macro'
import { Button } from '../parts/button'
import { ScreenHeading } from '../parts/screen-heading'
import { useSession } from '../parts/session-context'
import { Actions, Stack } from '../parts/stack'

/** Everything is with the server; any device can go on. */
export function PausedScreen() {
  const session = useSession()
  return (
    <Stack>
      <ScreenHeading of="paused">
        <Trans>Paused</Trans>
      </ScreenHeading>
      <p>
        <Trans>
          All your answers have arrived. Take the time you need. Open the link from your invitation on this or any other
          device to go on where you stopped.
        </Trans>
      </p>
      <Actions>
        <Button tone="primary" onClick={() => session.resume()}>
          <Trans>Go on here</Trans>
        </Button>
      </Actions>
    </Stack>
  )
}

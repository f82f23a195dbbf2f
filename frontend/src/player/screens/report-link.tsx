import { Trans } from '@lingui/react/macro'
import { Button } from '../parts/button'
import { useSession, useSitting } from '../parts/session-context'
import { Actions, Stack } from '../parts/stack'

/** The own report: there at the same moment as the employer's. */
export function ReportLink() {
  const session = useSession()
  const { state } = useSitting()
  return (
    <Stack>
      <h2>
        <Trans>Your own report</Trans>
      </h2>
      {state.report_ready ? (
        <Actions>
          <Button tone="primary" onClick={() => session.go({ kind: 'report' })}>
            <Trans>Read my report</Trans>
          </Button>
        </Actions>
      ) : (
        <p>
          <Trans>
            It is being written. You can read it here, with the same link, as soon as the people who decide can read theirs.
          </Trans>
        </p>
      )}
    </Stack>
  )
}

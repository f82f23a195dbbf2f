import { Trans } from '@lingui/react/macro'
import { useSitting } from '../parts/session-context'
import { Stack } from '../parts/stack'

/** The own report: there at the same moment as the employer's. */
export function ReportLink() {
  const { state } = useSitting()
  return (
    <Stack>
      <h2>
        <Trans>Your own report</Trans>
      </h2>
      {state.report_ready ? (
        <p>
          <a href="/api/v1/take/report" download>
            <Trans>Open my report</Trans>
          </a>
        </p>
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

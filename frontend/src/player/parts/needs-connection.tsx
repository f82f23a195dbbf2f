import { Trans } from '@lingui/react/macro'

/** Why the next part does not come without a network. */
export function NeedsConnection() {
  return (
    <Trans>
      The next part needs a connection for a moment. Your answers are kept on this device; nothing is lost. Please try
      again when you are online.
    </Trans>
  )
}

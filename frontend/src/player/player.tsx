import { Trans } from '@lingui/react/macro'

/** The test taker's app. Without a token in the address there is nothing to take. */
export function Player() {
  return (
    <main>
      <h1>
        <Trans>Please open the link from your invitation</Trans>
      </h1>
      <p>
        <Trans>It ends with your personal key. If you lost it, ask the sender to send it again.</Trans>
      </p>
    </main>
  )
}

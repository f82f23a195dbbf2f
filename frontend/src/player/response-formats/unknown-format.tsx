import { Trans } from '@lingui/react/macro'
import { Callout } from '../parts/callout'

/** Says so, instead of showing half a question. Nothing that was answered is touched. */
export function UnknownFormat({ format }: { format: string }) {
  return (
    <Callout tone="caution" role="alert">
      <p>
        <Trans>
          This page cannot show one of the questions (kind “{format}”). Your answers are safe. Please load the page
          again; if that does not help, tell the person named under Help.
        </Trans>
      </p>
    </Callout>
  )
}

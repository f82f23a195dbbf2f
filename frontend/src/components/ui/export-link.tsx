import { Trans } from '@lingui/react/macro'
import { FileLink } from './file-link'

/** The whole list as it is filtered, for a spreadsheet. */
export function ExportLink({ href }: { href: string }) {
  return (
    <FileLink href={href}>
      <Trans>Export (CSV)</Trans>
    </FileLink>
  )
}

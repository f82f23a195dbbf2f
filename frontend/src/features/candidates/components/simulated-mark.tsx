import { Trans } from '@lingui/react/macro'
import { Badge } from '@/components/ui/badge'

/** Stands wherever an answer of a program is shown. */
export function SimulatedMark({ origin }: { origin: string }) {
  if (origin !== 'simulated') return null
  return (
    <Badge tone="danger">
      <Trans>SIMULATED</Trans>
    </Badge>
  )
}

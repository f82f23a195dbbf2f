import { useLingui } from '@lingui/react/macro'
import type { Imported } from '../api/use-import-intents'

/** Whose answers they are: simulated ones may exercise the product and never promote a scale. */
export function useOriginWords(): Record<Imported['origin'], string> {
  const { t } = useLingui()
  return { real: t`real people`, simulated: t`a simulation` }
}

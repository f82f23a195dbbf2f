import { useLingui } from '@lingui/react/macro'
import type { Population } from '../api/use-calibration'

/** Whose answers they are. Applicants and incumbents are never mixed. */
export function usePopulationWords(): Record<Population, string> {
  const { t } = useLingui()
  return { volunteers: t`Volunteers`, applicants: t`Applicants`, incumbents: t`Incumbents` }
}

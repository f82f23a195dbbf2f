import { useLingui } from '@lingui/react/macro'
import type { ScaleAtAGlance } from '@/api/schemas'

export function useStepWords(): Record<ScaleAtAGlance['status'], string> {
  const { t } = useLingui()
  return {
    draft: t`draft`,
    reviewed: t`reviewed`,
    piloted: t`piloted`,
    structure_confirmed: t`structure confirmed`,
    in_use: t`in use`,
    suspended: t`suspended`,
  }
}

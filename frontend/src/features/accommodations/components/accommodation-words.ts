import { useLingui } from '@lingui/react/macro'
import type { Accommodation } from '@/api/schemas'

export function useFormatWords(): Record<Accommodation['kinds'][number], string> {
  const { t } = useLingui()
  return {
    more_time: t`more time`,
    breaks: t`breaks`,
    narrative: t`answers in their own words`,
    large_type: t`large type`,
    screen_reader: t`help with a screen reader`,
    scribe: t`somebody who writes for them`,
    other_format: t`another format`,
  }
}

export function useRequestStatusWords(): Record<Accommodation['status'], string> {
  const { t } = useLingui()
  return { requested: t`waiting`, granted: t`granted`, declined: t`declined`, withdrawn: t`withdrawn` }
}

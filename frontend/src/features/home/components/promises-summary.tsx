import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { Figures } from '@/components/layouts/figures'
import { Section } from '@/components/layouts/section'
import { formatCount } from '@/i18n/formats'
import { useOrganisationId } from '@/lib/session/organisation'
import { promiseCountsQuery } from '../api/queries'

/** The organisation's own promises: what it asks of candidates, it asks of itself. */
export function PromisesSummary() {
  const { t } = useLingui()
  const counts = useQuery(promiseCountsQuery(useOrganisationId()))
  if (!counts.data) return null
  const { open, due_soon, overdue, kept, kept_late } = counts.data
  const figures = [
    { name: t`open`, value: formatCount(open) },
    { name: t`due within a week`, value: formatCount(due_soon) },
    { name: t`overdue`, value: formatCount(overdue) },
    { name: t`kept in time`, value: formatCount(kept) },
    { name: t`kept late`, value: formatCount(kept_late) },
  ]
  return (
    <Section title={t`Our promises to candidates`}>
      <Figures figures={figures} />
    </Section>
  )
}

import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { Funnel } from '@/api/schemas'
import { Section } from '@/components/layouts/section'
import { Table, type Column } from '@/components/ui/table'
import { formatCount, formatDay } from '@/i18n/formats'
import { useOrganisationId } from '@/lib/session/organisation'
import { funnelsQuery } from '../api/queries'

export function RunningCampaigns() {
  const { t } = useLingui()
  const organisationId = useOrganisationId()
  const funnels = useQuery(funnelsQuery(organisationId))
  const counted = (id: string, name: string, count: (funnel: Funnel) => number): Column<Funnel> => ({
    id,
    name,
    figures: true,
    cell: (funnel) => formatCount(count(funnel)),
  })
  if (!funnels.data || funnels.data.campaigns.length === 0) return null
  return (
    <Section title={t`Running campaigns`}>
      <Table
        caption={t`Running campaigns`}
        rows={funnels.data.campaigns}
        rowKey={(funnel) => funnel.campaign_id}
        columns={[
          {
            id: 'title',
            name: t`Campaign`,
            rowHeader: true,
            cell: ({ campaign_id: campaignId, title }) => (
              <Link to="/o/$organisationId/campaigns/$campaignId" params={{ organisationId, campaignId }} translate="no">
                {title}
              </Link>
            ),
          },
          counted('invited', t`Not started`, (funnel) => funnel.invited),
          counted('way', t`Under way`, (funnel) => funnel.started + funnel.paused),
          counted('submitted', t`Submitted`, (funnel) => funnel.submitted + funnel.imported),
          { id: 'answer', name: t`Answer by`, cell: ({ answer_by }) => (answer_by ? formatDay(answer_by) : '–') },
        ]}
      />
    </Section>
  )
}

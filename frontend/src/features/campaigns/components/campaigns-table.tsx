import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { Campaign, Funnel } from '@/api/schemas'
import { Table, type Column } from '@/components/ui/table'
import { formatCount, formatDay } from '@/i18n/formats'
import { useOrganisationId } from '@/lib/session/organisation'
import { funnelsQuery } from '../api/queries'
import { CampaignStatus, useKindWords } from './campaign-words'

export function CampaignsTable({ campaigns }: { campaigns: readonly Campaign[] }) {
  const { t } = useLingui()
  const organisationId = useOrganisationId()
  const kinds = useKindWords()
  const funnels = useQuery(funnelsQuery(organisationId))
  const funnelOf = new Map<string, Funnel>(funnels.data?.campaigns.map((funnel) => [funnel.campaign_id, funnel]))
  const counted = (name: string, id: string, count: (funnel: Funnel) => number): Column<Campaign> => ({
    id,
    name,
    figures: true,
    cell: (campaign) => {
      const funnel = funnelOf.get(campaign.id)
      return funnel ? formatCount(count(funnel)) : '–'
    },
  })
  const columns: Column<Campaign>[] = [
    {
      id: 'title',
      name: t`Campaign`,
      rowHeader: true,
      cell: ({ id, title }) => (
        <Link to="/o/$organisationId/campaigns/$campaignId" params={{ organisationId, campaignId: id }} translate="no">
          {title}
        </Link>
      ),
    },
    { id: 'kind', name: t`Kind`, cell: ({ kind }) => kinds[kind] },
    { id: 'status', name: t`Status`, cell: ({ status }) => <CampaignStatus status={status} /> },
    counted(t`People`, 'people', (funnel) => funnel.total),
    counted(t`Submitted`, 'submitted', (funnel) => funnel.submitted),
    { id: 'answer', name: t`Answer by`, cell: ({ answer_by }) => (answer_by ? formatDay(answer_by) : '–') },
  ]
  return <Table caption={t`Campaigns`} columns={columns} rows={campaigns} rowKey={(campaign) => campaign.id} />
}

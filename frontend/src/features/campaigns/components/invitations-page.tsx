import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { listFile } from '@/api/files'
import type { Campaign } from '@/api/schemas'
import { Button } from '@/components/ui/button'
import { ExportLink } from '@/components/ui/export-link'
import { EmptyState } from '@/components/ui/empty-state'
import { Loading } from '@/components/ui/loading'
import { NumberedPager } from '@/components/ui/numbered-pager'
import { ProblemCallout } from '@/components/ui/problem-callout'
import { useMay, useOrganisationId } from '@/lib/session/organisation'
import { invitationsQuery, type InvitationFilters } from '../api/queries'
import { CampaignFrame } from './campaign-frame'
import { InvitationFilterBar } from './invitation-filter-bar'
import { InvitationsTable } from './invitations-table'
import { InvitePeopleDialog } from './invite-people-dialog'

interface InvitationsPageProps {
  campaignId: string
  filters: InvitationFilters
  onFilters: (filters: InvitationFilters) => void
}

export function InvitationsPage({ campaignId, filters, onFilters }: InvitationsPageProps) {
  const { t } = useLingui()
  const mayManage = useMay('manage_campaigns')
  const organisationId = useOrganisationId()
  const [inviting, setInviting] = useState(false)
  return (
    <CampaignFrame
      campaignId={campaignId}
      actions={(campaign) => (
        <>
          <ExportLink href={listFile(organisationId, `campaigns/${campaignId}/invitations`, filters)} />
          {mayManage && campaign.status !== 'closed' && <Button tone="primary" onPress={() => setInviting(true)}>{t`Invite people`}</Button>}
        </>
      )}
    >
      {(campaign) => (
        <>
          <InvitationList campaign={campaign} filters={filters} onFilters={onFilters} />
          {inviting && <InvitePeopleDialog campaignId={campaignId} onClose={() => setInviting(false)} />}
        </>
      )}
    </CampaignFrame>
  )
}

interface InvitationListProps {
  campaign: Campaign
  filters: InvitationFilters
  onFilters: (filters: InvitationFilters) => void
}

function InvitationList({ campaign, filters, onFilters }: InvitationListProps) {
  const { t } = useLingui()
  const invitations = useQuery(invitationsQuery(useOrganisationId(), campaign.id, filters))
  const filtered = Boolean(filters.status ?? filters.mail ?? filters.search)
  if (invitations.isPending) return <Loading />
  if (invitations.isError) return <ProblemCallout problem={invitations.error} />
  const { results, count, page, pages } = invitations.data
  if (count === 0 && !filtered)
    return <EmptyState title={t`Nobody is invited yet`}>{t`Invite by hand, paste a list, or choose a CSV file.`}</EmptyState>
  return (
    <>
      <InvitationFilterBar filters={filters} onChange={onFilters} />
      {count === 0 ? (
        <EmptyState title={t`Nobody fits these filters`}>{t`Clear them to see everybody.`}</EmptyState>
      ) : (
        <InvitationsTable invitations={results} closed={campaign.status === 'closed'} />
      )}
      <NumberedPager page={page} pages={pages} count={count} onPage={(next) => onFilters({ ...filters, page: next })} />
    </>
  )
}

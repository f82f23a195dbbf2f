import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { cursorOf } from '@/api/client'
import { listFile } from '@/api/files'
import { Page } from '@/components/layouts/page'
import { Button } from '@/components/ui/button'
import { ExportLink } from '@/components/ui/export-link'
import { EmptyState } from '@/components/ui/empty-state'
import { Loading } from '@/components/ui/loading'
import { Pager } from '@/components/ui/pager'
import { ProblemCallout } from '@/components/ui/problem-callout'
import { useMay, useMembership } from '@/lib/session/organisation'
import { campaignsQuery, type CampaignFilters } from '../api/queries'
import { CampaignFilterBar } from './campaign-filter-bar'
import { CampaignsTable } from './campaigns-table'
import { OpenCampaignDialog } from './open-campaign-dialog'

interface CampaignsPageProps {
  filters: CampaignFilters
  onFilters: (filters: CampaignFilters) => void
  onOpened: (campaignId: string) => void
}

export function CampaignsPage({ filters, onFilters, onOpened }: CampaignsPageProps) {
  const { t } = useLingui()
  const { organisation } = useMembership()
  const mayManage = useMay('manage_campaigns')
  const [opening, setOpening] = useState(false)
  const campaigns = useQuery(campaignsQuery(organisation.id, filters))
  const begin = mayManage && <Button tone="primary" onPress={() => setOpening(true)}>{t`Open a campaign`}</Button>
  const isEmpty = campaigns.data?.results.length === 0
  const filtered = Boolean(filters.status ?? filters.search)
  const turn = (address: string | null | undefined) =>
    address ? () => onFilters({ ...filters, cursor: cursorOf(address) }) : undefined
  return (
    <Page
      title={t`Campaigns`}
      place={organisation.name}
      lead={t`One vacancy, one signed definition, one set of questions for everybody, and a day by which everybody is answered.`}
      actions={
        <>
          {!isEmpty && <ExportLink href={listFile(organisation.id, 'campaigns', filters)} />}
          {begin}
        </>
      }
    >
      {(!isEmpty || filtered) && <CampaignFilterBar filters={filters} onChange={onFilters} />}
      {campaigns.isPending && <Loading />}
      {campaigns.isError && <ProblemCallout problem={campaigns.error} />}
      {isEmpty && !filtered && (
        <EmptyState title={t`No campaign yet`}>{t`A campaign needs a signed culture definition. Open one, choose the instruments, then invite people.`}</EmptyState>
      )}
      {isEmpty && filtered && <EmptyState title={t`No campaign fits these filters`}>{t`Clear them to see all.`}</EmptyState>}
      {campaigns.data && !isEmpty && <CampaignsTable campaigns={campaigns.data.results} />}
      {campaigns.data && <Pager onPrevious={turn(campaigns.data.previous)} onNext={turn(campaigns.data.next)} />}
      {opening && <OpenCampaignDialog onClose={() => setOpening(false)} onOpened={onOpened} />}
    </Page>
  )
}

import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { RowSelectionState } from '@tanstack/react-table'
import { useState } from 'react'
import { listFile } from '@/api/files'
import { CampaignTabs } from '@/components/layouts/campaign-tabs'
import { Page } from '@/components/layouts/page'
import { Callout } from '@/components/ui/callout'
import { ExportLink } from '@/components/ui/export-link'
import { EmptyState } from '@/components/ui/empty-state'
import { Loading } from '@/components/ui/loading'
import { NumberedPager } from '@/components/ui/numbered-pager'
import { ProblemCallout } from '@/components/ui/problem-callout'
import { useMembership } from '@/lib/session/organisation'
import { campaignTitleQuery, candidatesQuery, type CandidateFilters } from '../api/queries'
import { CandidateFilterBar } from './candidate-filter-bar'
import { CandidatesTable } from './candidates-table'
import { CompareLink } from './compare-link'

interface CandidatesPageProps {
  campaignId: string
  filters: CandidateFilters
  onFilters: (filters: CandidateFilters) => void
}

export function CandidatesPage({ campaignId, filters, onFilters }: CandidatesPageProps) {
  const { t } = useLingui()
  const { organisation } = useMembership()
  const [chosen, setChosen] = useState<RowSelectionState>({})
  const campaign = useQuery(campaignTitleQuery(organisation.id, campaignId))
  const candidates = useQuery(candidatesQuery(organisation.id, campaignId, filters))
  if (candidates.isError) return <ProblemCallout problem={candidates.error} />
  if (!candidates.data || !campaign.data) return <Loading />
  const { results, count, page, pages } = candidates.data
  return (
    <Page
      title={campaign.data.title}
      place={organisation.name}
      titleIsData
      trail={<Link to="/o/$organisationId/campaigns" params={{ organisationId: organisation.id }}>{t`Campaigns`}</Link>}
      actions={
        <>
          <ExportLink href={listFile(organisation.id, `campaigns/${campaignId}/candidates`, filters)} />
          <CompareLink campaignId={campaignId} ids={Object.keys(chosen)} />
        </>
      }
    >
      <CampaignTabs campaign={campaign.data} />
      <Provisional show={results.some((row) => row.dimensions.some((fit) => fit.provisional))} />
      <CandidateFilterBar filters={filters} dimensions={results[0]?.dimensions ?? []} onChange={onFilters} />
      {results.length === 0 && <EmptyState title={t`Nobody to show`}>{t`People appear here once they are invited. Clear the filters to see everybody.`}</EmptyState>}
      {results.length > 0 && <CandidatesTable campaignId={campaignId} candidates={results} chosen={chosen} onChosen={setChosen} />}
      <NumberedPager page={page} pages={pages} count={count} onPage={(next) => onFilters({ ...filters, page: next })} />
    </Page>
  )
}

function Provisional({ show }: { show: boolean }) {
  const { t } = useLingui()
  if (!show) return null
  return (
    <Callout tone="caution" title={t`These positions are provisional`}>
      <p>{t`Their scales have not passed the gates yet. They may start a conversation; they order nobody and decide nothing, so the list is in order of names.`}</p>
    </Callout>
  )
}

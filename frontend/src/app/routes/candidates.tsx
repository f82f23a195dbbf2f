import { createRoute, lazyRouteComponent, useNavigate } from '@tanstack/react-router'
import { OUTCOMES, SITTINGS, SORTS, type CandidateFilters } from '@/features/candidates/api/queries'
import { organisationRoute } from './organisation'
import { choice, pageNumber, text } from './search'

const CandidatePage = lazyRouteComponent(() => import('@/features/candidates/components/candidate-page'), 'CandidatePage')
const CandidatesPage = lazyRouteComponent(() => import('@/features/candidates/components/candidates-page'), 'CandidatesPage')
const ComparePage = lazyRouteComponent(() => import('@/features/candidates/components/compare-page'), 'ComparePage')

export const candidatesRoute = createRoute({
  getParentRoute: () => organisationRoute,
  path: '/campaigns/$campaignId/candidates',
  validateSearch: (search): CandidateFilters => ({
    sort: choice(search.sort, SORTS),
    status: choice(search.status, SITTINGS),
    decision: choice(search.decision, OUTCOMES),
    unknown: text(search.unknown),
    search: text(search.search),
    page: pageNumber(search.page),
  }),
  component: function Candidates() {
    const navigate = useNavigate({ from: candidatesRoute.fullPath })
    return (
      <CandidatesPage
        campaignId={candidatesRoute.useParams().campaignId}
        filters={candidatesRoute.useSearch()}
        onFilters={(search) => void navigate({ search, replace: true })}
      />
    )
  },
})

export const candidateRoute = createRoute({
  getParentRoute: () => organisationRoute,
  path: '/campaigns/$campaignId/candidates/$candidateId',
  component: function Candidate() {
    const { campaignId, candidateId } = candidateRoute.useParams()
    return <CandidatePage campaignId={campaignId} candidateId={candidateId} />
  },
})

export const compareRoute = createRoute({
  getParentRoute: () => organisationRoute,
  path: '/campaigns/$campaignId/compare',
  validateSearch: (search): { ids: string } => ({ ids: text(search.ids) ?? '' }),
  component: function Compare() {
    const { ids } = compareRoute.useSearch()
    return <ComparePage campaignId={compareRoute.useParams().campaignId} ids={ids.split(',').filter(Boolean)} />
  },
})

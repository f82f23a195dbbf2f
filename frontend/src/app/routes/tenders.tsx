import { createRoute, lazyRouteComponent, useNavigate } from '@tanstack/react-router'
import type { TenderFilters } from '@/features/tenders/api/queries'
import { organisationRoute } from './organisation'
import { text } from './search'

const BidPage = lazyRouteComponent(() => import('@/features/tenders/components/bid-page'), 'BidPage')
const ResultsPage = lazyRouteComponent(() => import('@/features/tenders/components/results-page'), 'ResultsPage')
const TenderPage = lazyRouteComponent(() => import('@/features/tenders/components/tender-page'), 'TenderPage')
const TendersPage = lazyRouteComponent(() => import('@/features/tenders/components/tenders-page'), 'TendersPage')

export const tendersRoute = createRoute({
  getParentRoute: () => organisationRoute,
  path: '/tenders',
  validateSearch: (search): TenderFilters => ({ cursor: text(search.cursor) }),
  component: function Tenders() {
    const { organisationId } = tendersRoute.useParams()
    const navigate = useNavigate({ from: tendersRoute.fullPath })
    return (
      <TendersPage
        filters={tendersRoute.useSearch()}
        onFilters={(search) => void navigate({ search, replace: true })}
        onOpened={(tenderId) => void navigate({ to: '/o/$organisationId/tenders/$tenderId', params: { organisationId, tenderId } })}
      />
    )
  },
})

export const tenderRoute = createRoute({
  getParentRoute: () => organisationRoute,
  path: '/tenders/$tenderId',
  component: function Tender() {
    return <TenderPage tenderId={tenderRoute.useParams().tenderId} />
  },
})

export const tenderResultsRoute = createRoute({
  getParentRoute: () => organisationRoute,
  path: '/tenders/$tenderId/results',
  component: function Results() {
    return <ResultsPage tenderId={tenderResultsRoute.useParams().tenderId} />
  },
})

export const bidRoute = createRoute({
  getParentRoute: () => organisationRoute,
  path: '/tenders/$tenderId/bids/$bidId',
  component: function Bid() {
    return <BidPage {...bidRoute.useParams()} />
  },
})

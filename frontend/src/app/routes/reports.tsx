import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { organisationRoute } from './organisation'

const ScreeningReportPage = lazyRouteComponent(() => import('@/features/reports/components/screening-report-page'), 'ScreeningReportPage')
const PilotReportPage = lazyRouteComponent(() => import('@/features/reports/components/pilot-report-page'), 'PilotReportPage')
const DefinitionReportPage = lazyRouteComponent(() => import('@/features/reports/components/definition-report-page'), 'DefinitionReportPage')
const BidderReportPage = lazyRouteComponent(() => import('@/features/reports/components/bidder-report-page'), 'BidderReportPage')

export const screeningReportRoute = createRoute({
  getParentRoute: () => organisationRoute,
  path: '/campaigns/$campaignId/candidates/$candidateId/report',
  component: function ScreeningReport() {
    const { campaignId, candidateId } = screeningReportRoute.useParams()
    return <ScreeningReportPage campaignId={campaignId} candidateId={candidateId} />
  },
})

export const pilotReportRoute = createRoute({
  getParentRoute: () => organisationRoute,
  path: '/campaigns/$campaignId/report',
  component: function PilotReport() {
    return <PilotReportPage campaignId={pilotReportRoute.useParams().campaignId} />
  },
})

export const definitionReportRoute = createRoute({
  getParentRoute: () => organisationRoute,
  path: '/culture/$versionId/document',
  component: function DefinitionReport() {
    return <DefinitionReportPage versionId={definitionReportRoute.useParams().versionId} />
  },
})

export const bidderReportRoute = createRoute({
  getParentRoute: () => organisationRoute,
  path: '/tenders/$tenderId/bids/$bidId/summary',
  component: function BidderReport() {
    return <BidderReportPage {...bidderReportRoute.useParams()} />
  },
})

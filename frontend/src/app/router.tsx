import { createRouter } from '@tanstack/react-router'
import { Loading } from '@/components/ui/loading'
import { queryClient } from './query-client'
import { accommodationsRoute } from './routes/accommodations'
import { accountRoute } from './routes/account'
import { auditRoute } from './routes/audit'
import { campaignRoute, campaignsRoute, invitationsRoute } from './routes/campaigns'
import { candidateRoute, candidatesRoute, compareRoute } from './routes/candidates'
import { definitionsRoute, versionRoute } from './routes/culture'
import { acceptInvitationRoute, firstOwnerRoute, forgottenPasswordRoute, resetPasswordRoute, signInRoute } from './routes/entrance'
import { bidContactRoute } from './routes/bid'
import { homeRoute } from './routes/home'
import { importsRoute } from './routes/imports'
import { instrumentRoute, instrumentsRoute, trainingRoute } from './routes/instruments'
import { membersRoute } from './routes/members'
import { organisationRoute } from './routes/organisation'
import { promisesRoute } from './routes/promises'
import { ladderRoute, manualRoute, scaleRoute } from './routes/psychometrics'
import { debriefRoute, myCardsRoute, rolePlaysRoute, scorecardRoute, transcriptionRoute } from './routes/ratings'
import { bidderReportRoute, definitionReportRoute, pilotReportRoute, screeningReportRoute } from './routes/reports'
import { rootRoute } from './routes/root'
import { settingsRoute } from './routes/settings'
import { signedInRoute } from './routes/signed-in'
import { startRoute } from './routes/start'
import { bidRoute, tenderResultsRoute, tenderRoute, tendersRoute } from './routes/tenders'
import { tokensRoute } from './routes/tokens'
import { FailurePage } from './shell/failure-page'
import { NotFoundPage } from './shell/not-found-page'

const routeTree = rootRoute.addChildren([
  signInRoute,
  forgottenPasswordRoute,
  resetPasswordRoute,
  acceptInvitationRoute,
  firstOwnerRoute,
  bidContactRoute,
  signedInRoute.addChildren([
    startRoute,
    accountRoute,
    organisationRoute.addChildren([homeRoute, campaignsRoute, campaignRoute, invitationsRoute, rolePlaysRoute, candidatesRoute, candidateRoute, compareRoute, definitionsRoute, versionRoute, instrumentsRoute, instrumentRoute, trainingRoute, ladderRoute, scaleRoute, manualRoute, promisesRoute, tendersRoute, tenderRoute, tenderResultsRoute, bidRoute, bidderReportRoute, accommodationsRoute, membersRoute, auditRoute, settingsRoute, screeningReportRoute, pilotReportRoute, definitionReportRoute, importsRoute, tokensRoute, myCardsRoute, scorecardRoute, transcriptionRoute, debriefRoute]),
  ]),
])

export const router = createRouter({
  routeTree,
  context: { queries: queryClient },
  defaultPreload: 'intent',
  defaultPreloadStaleTime: 0,
  scrollRestoration: true,
  defaultPendingComponent: Loading,
  defaultErrorComponent: FailurePage,
  defaultNotFoundComponent: NotFoundPage,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}

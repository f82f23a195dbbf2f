import { createRoute, lazyRouteComponent, useNavigate } from '@tanstack/react-router'
import { organisationRoute } from './organisation'

const RolePlaysPage = lazyRouteComponent(() => import('@/features/ratings/components/role-plays-page'), 'RolePlaysPage')
const MyCardsPage = lazyRouteComponent(() => import('@/features/ratings/components/my-cards-page'), 'MyCardsPage')
const ScorecardPage = lazyRouteComponent(() => import('@/features/ratings/components/scorecard-page'), 'ScorecardPage')
const TranscriptionPage = lazyRouteComponent(() => import('@/features/ratings/components/transcription-page'), 'TranscriptionPage')
const DebriefPage = lazyRouteComponent(() => import('@/features/ratings/components/debrief-page'), 'DebriefPage')

export const rolePlaysRoute = createRoute({
  getParentRoute: () => organisationRoute,
  path: '/campaigns/$campaignId/role-plays',
  component: function RolePlays() {
    return <RolePlaysPage campaignId={rolePlaysRoute.useParams().campaignId} />
  },
})

export const myCardsRoute = createRoute({
  getParentRoute: () => organisationRoute,
  path: '/cards',
  component: MyCardsPage,
})

export const scorecardRoute = createRoute({
  getParentRoute: () => organisationRoute,
  path: '/cards/$cardId',
  component: function Scorecard() {
    const { cardId } = scorecardRoute.useParams()
    return <ScorecardPage key={cardId} cardId={cardId} />
  },
})

export const transcriptionRoute = createRoute({
  getParentRoute: () => organisationRoute,
  path: '/cards/$cardId/transcribe',
  component: function Transcription() {
    const { cardId, organisationId } = transcriptionRoute.useParams()
    const navigate = useNavigate()
    return (
      <TranscriptionPage
        key={cardId}
        cardId={cardId}
        onDone={(campaignId) =>
          void navigate({ to: '/o/$organisationId/campaigns/$campaignId/role-plays', params: { organisationId, campaignId } })
        }
      />
    )
  },
})

export const debriefRoute = createRoute({
  getParentRoute: () => organisationRoute,
  path: '/debriefs/$planId',
  component: function Debrief() {
    return <DebriefPage planId={debriefRoute.useParams().planId} />
  },
})

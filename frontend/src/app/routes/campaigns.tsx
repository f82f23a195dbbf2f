import { createRoute, lazyRouteComponent, useNavigate } from '@tanstack/react-router'
import type { CampaignFilters, InvitationFilters } from '@/features/campaigns/api/queries'
import { organisationRoute } from './organisation'
import { choice, pageNumber, text } from './search'

const CampaignPage = lazyRouteComponent(() => import('@/features/campaigns/components/campaign-page'), 'CampaignPage')
const CampaignsPage = lazyRouteComponent(() => import('@/features/campaigns/components/campaigns-page'), 'CampaignsPage')
const InvitationsPage = lazyRouteComponent(() => import('@/features/campaigns/components/invitations-page'), 'InvitationsPage')

export const campaignsRoute = createRoute({
  getParentRoute: () => organisationRoute,
  path: '/campaigns',
  validateSearch: (search): CampaignFilters => ({
    status: choice(search.status, ['draft', 'running', 'closed']),
    search: text(search.search),
    cursor: text(search.cursor),
  }),
  component: function Campaigns() {
    const { organisationId } = campaignsRoute.useParams()
    const navigate = useNavigate({ from: campaignsRoute.fullPath })
    return (
      <CampaignsPage
        filters={campaignsRoute.useSearch()}
        onFilters={(search) => void navigate({ search, replace: true })}
        onOpened={(campaignId) =>
          void navigate({ to: '/o/$organisationId/campaigns/$campaignId', params: { organisationId, campaignId } })
        }
      />
    )
  },
})

export const campaignRoute = createRoute({
  getParentRoute: () => organisationRoute,
  path: '/campaigns/$campaignId',
  component: function Campaign() {
    return <CampaignPage campaignId={campaignRoute.useParams().campaignId} />
  },
})

export const invitationsRoute = createRoute({
  getParentRoute: () => organisationRoute,
  path: '/campaigns/$campaignId/invitations',
  validateSearch: (search): InvitationFilters => ({
    status: choice(search.status, ['invited', 'started', 'paused', 'submitted', 'withdrawn', 'expired']),
    mail: choice(search.mail, ['queued', 'sent', 'failed', 'bounced']),
    search: text(search.search),
    page: pageNumber(search.page),
  }),
  component: function Invitations() {
    const navigate = useNavigate({ from: invitationsRoute.fullPath })
    return (
      <InvitationsPage
        campaignId={invitationsRoute.useParams().campaignId}
        filters={invitationsRoute.useSearch()}
        onFilters={(search) => void navigate({ search, replace: true })}
      />
    )
  },
})

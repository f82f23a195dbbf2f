import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { bodyOf, client } from '@/api/client'
import type { Campaign, Invitation } from '@/api/schemas'

export interface CampaignFilters {
  status?: Campaign['status']
  search?: string
  cursor?: string
}

export interface InvitationFilters {
  status?: Invitation['status']
  mail?: 'queued' | 'sent' | 'failed' | 'bounced'
  search?: string
  page?: number
}

export const campaignsKey = (organisation_id: string) => ['organisations', organisation_id, 'campaigns'] as const
export const campaignKey = (organisation_id: string, campaign_id: string) =>
  [...campaignsKey(organisation_id), campaign_id] as const

export const campaignsQuery = (organisation_id: string, query: CampaignFilters) =>
  queryOptions({
    queryKey: [...campaignsKey(organisation_id), 'list', query],
    queryFn: () =>
      bodyOf(
        client.GET('/api/v1/organisations/{organisation_id}/campaigns', { params: { path: { organisation_id }, query } }),
      ),
    placeholderData: keepPreviousData,
  })

export const funnelsQuery = (organisation_id: string) =>
  queryOptions({
    queryKey: [...campaignsKey(organisation_id), 'funnels'],
    queryFn: () =>
      bodyOf(
        client.GET('/api/v1/organisations/{organisation_id}/campaign-funnels', { params: { path: { organisation_id } } }),
      ),
  })

export const campaignQuery = (organisation_id: string, campaign_id: string) =>
  queryOptions({
    queryKey: campaignKey(organisation_id, campaign_id),
    queryFn: () =>
      bodyOf(
        client.GET('/api/v1/organisations/{organisation_id}/campaigns/{campaign_id}', {
          params: { path: { organisation_id, campaign_id } },
        }),
      ),
  })

export const funnelQuery = (organisation_id: string, campaign_id: string) =>
  queryOptions({
    queryKey: [...campaignKey(organisation_id, campaign_id), 'funnel'],
    queryFn: () =>
      bodyOf(
        client.GET('/api/v1/organisations/{organisation_id}/campaigns/{campaign_id}/funnel', {
          params: { path: { organisation_id, campaign_id } },
        }),
      ),
  })

export const readinessQuery = (organisation_id: string, campaign_id: string) =>
  queryOptions({
    queryKey: [...campaignKey(organisation_id, campaign_id), 'readiness'],
    queryFn: () =>
      bodyOf(
        client.GET('/api/v1/organisations/{organisation_id}/campaigns/{campaign_id}/readiness', {
          params: { path: { organisation_id, campaign_id } },
        }),
      ),
  })

export const invitationsQuery = (organisation_id: string, campaign_id: string, query: InvitationFilters) =>
  queryOptions({
    queryKey: [...campaignKey(organisation_id, campaign_id), 'invitations', query],
    queryFn: () =>
      bodyOf(
        client.GET('/api/v1/organisations/{organisation_id}/campaigns/{campaign_id}/invitations', {
          params: { path: { organisation_id, campaign_id }, query },
        }),
      ),
    placeholderData: keepPreviousData,
  })

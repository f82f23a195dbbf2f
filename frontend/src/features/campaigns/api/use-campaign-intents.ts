import { bodyOf, client } from '@/api/client'
import type { components } from '@/api/generated/schema'
import type { Campaign } from '@/api/schemas'
import { useOrganisationId } from '@/lib/session/organisation'
import { useIntent } from '@/lib/session/use-intent'
import { campaignKey, campaignsKey } from './queries'

type Opening = components['schemas']['OpenCampaignInputRequest']
type Entries = components['schemas']['BatteryInputRequest']['entries']
type Changes = components['schemas']['PatchedChangeCampaignInputRequest']

const CAMPAIGN = '/api/v1/organisations/{organisation_id}/campaigns/{campaign_id}'

export function useOpenCampaign(onDone: (campaign: Campaign) => void) {
  const organisation_id = useOrganisationId()
  return useIntent({
    send: (body: Opening, headers) =>
      bodyOf(
        client.POST('/api/v1/organisations/{organisation_id}/campaigns', {
          params: { path: { organisation_id } },
          headers,
          body,
        }),
      ),
    refresh: [campaignsKey(organisation_id)],
    onDone,
  })
}

function useCampaignPlace(campaign: Campaign) {
  const organisation_id = useOrganisationId()
  return {
    params: { path: { organisation_id, campaign_id: campaign.id } },
    ifSeen: { 'If-Match': `"${campaign.revision ?? 0}"` },
    refresh: [campaignsKey(organisation_id), campaignKey(organisation_id, campaign.id)],
  }
}

export function useChangeCampaign(campaign: Campaign, onDone: () => void) {
  const { params, ifSeen, refresh } = useCampaignPlace(campaign)
  return useIntent({
    send: (body: Changes, headers) => bodyOf(client.PATCH(CAMPAIGN, { params, headers: { ...headers, ...ifSeen }, body })),
    refresh,
    onDone,
  })
}

export function useAssembleBattery(campaign: Campaign, onDone: () => void) {
  const { params, ifSeen, refresh } = useCampaignPlace(campaign)
  return useIntent({
    send: (entries: Entries, headers) =>
      bodyOf(
        client.PUT(`${CAMPAIGN}/battery`, {
          params,
          headers: { ...headers, ...ifSeen },
          body: { entries },
        }),
      ),
    refresh,
    onDone,
  })
}

export function useCloseCampaign(campaign: Campaign, onDone: () => void) {
  const { params, ifSeen, refresh } = useCampaignPlace(campaign)
  return useIntent({
    send: (_: 'close', headers) => bodyOf(client.POST(`${CAMPAIGN}/close`, { params, headers: { ...headers, ...ifSeen } })),
    refresh,
    onDone,
  })
}

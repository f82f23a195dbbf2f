import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { bodyOf, client } from '@/api/client'
import type { CandidateDetail, CandidateInCampaign } from '@/api/schemas'

export const SORTS = ['name', '-name', 'submitted', '-submitted', 'status'] as const
export const SITTINGS = ['invited', 'started', 'paused', 'submitted', 'withdrawn', 'expired'] as const
export const OUTCOMES = ['none', 'meet', 'offer', 'decline', 'hold'] as const

export interface CandidateFilters {
  sort?: (typeof SORTS)[number]
  status?: (typeof SITTINGS)[number]
  decision?: (typeof OUTCOMES)[number]
  unknown?: string
  search?: string
  page?: number
}

interface Numbered<Row> {
  results: Row[]
  count: number
  page: number
  pages: number
}

const CAMPAIGN = '/api/v1/organisations/{organisation_id}/campaigns/{campaign_id}'

export const candidatesKey = (organisation_id: string, campaign_id: string) =>
  ['organisations', organisation_id, 'campaigns', campaign_id, 'candidates'] as const

export const campaignTitleQuery = (organisation_id: string, campaign_id: string) =>
  queryOptions({
    queryKey: ['organisations', organisation_id, 'campaigns', campaign_id],
    queryFn: () => bodyOf(client.GET(CAMPAIGN, { params: { path: { organisation_id, campaign_id } } })),
  })

export const candidatesQuery = (organisation_id: string, campaign_id: string, query: CandidateFilters) =>
  queryOptions({
    queryKey: [...candidatesKey(organisation_id, campaign_id), 'list', query],
    queryFn: () =>
      bodyOf(client.GET(`${CAMPAIGN}/candidates`, { params: { path: { organisation_id, campaign_id }, query } })) as Promise<
        Numbered<CandidateInCampaign>
      >,
    placeholderData: keepPreviousData,
  })

export const candidateQuery = (organisation_id: string, campaign_id: string, candidate_id: string) =>
  queryOptions({
    queryKey: [...candidatesKey(organisation_id, campaign_id), candidate_id],
    queryFn: () =>
      bodyOf(
        client.GET(`${CAMPAIGN}/candidates/{candidate_id}`, {
          params: { path: { organisation_id, campaign_id, candidate_id } },
        }),
      ) as Promise<CandidateDetail>,
  })

export const scoresQuery = (organisation_id: string, sitting_id: string) =>
  queryOptions({
    queryKey: ['organisations', organisation_id, 'sittings', sitting_id, 'scores'],
    queryFn: () =>
      bodyOf(
        client.GET('/api/v1/organisations/{organisation_id}/sittings/{sitting_id}/scores', {
          params: { path: { organisation_id, sitting_id } },
        }),
      ),
    retry: false,
  })

export const comparisonQuery = (organisation_id: string, campaign_id: string, ids: readonly string[]) =>
  queryOptions({
    queryKey: [...candidatesKey(organisation_id, campaign_id), 'comparison', ids],
    queryFn: () =>
      bodyOf(
        client.GET(`${CAMPAIGN}/comparison`, {
          params: { path: { organisation_id, campaign_id }, query: { ids: ids.join(',') } },
        }),
      ),
  })

/** The promise to answer this person, if one was made. */
export const answerPromiseQuery = (organisation_id: string, candidate_id: string, campaign: string) =>
  queryOptions({
    queryKey: ['organisations', organisation_id, 'promises', { candidate_id, campaign }],
    queryFn: () =>
      bodyOf(
        client.GET('/api/v1/organisations/{organisation_id}/promises', {
          params: { path: { organisation_id }, query: { campaign, to: candidate_id } },
        }),
      ),
  })

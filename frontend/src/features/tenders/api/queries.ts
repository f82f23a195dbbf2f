import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { bodyOf, client } from '@/api/client'

const TENDERS = '/api/v1/organisations/{organisation_id}/tenders'
const TENDER = `${TENDERS}/{tender_id}` as const
const BID = `${TENDER}/bids/{bid_id}` as const

export interface TenderFilters {
  cursor?: string
}

export const tendersKey = (organisation_id: string) => ['organisations', organisation_id, 'tenders'] as const
export const tenderKey = (organisation_id: string, tender_id: string) => [...tendersKey(organisation_id), tender_id] as const

export const tendersQuery = (organisation_id: string, query: TenderFilters) =>
  queryOptions({
    queryKey: [...tendersKey(organisation_id), 'list', query],
    queryFn: () => bodyOf(client.GET(TENDERS, { params: { path: { organisation_id }, query } })),
    placeholderData: keepPreviousData,
  })

export const tenderQuery = (organisation_id: string, tender_id: string) =>
  queryOptions({
    queryKey: tenderKey(organisation_id, tender_id),
    queryFn: () => bodyOf(client.GET(TENDER, { params: { path: { organisation_id, tender_id } } })),
  })

export const evaluatorsQuery = (organisation_id: string, tender_id: string) =>
  queryOptions({
    queryKey: [...tenderKey(organisation_id, tender_id), 'evaluators'],
    queryFn: () => bodyOf(client.GET(`${TENDER}/evaluators`, { params: { path: { organisation_id, tender_id } } })),
  })

export const biddersQuery = (organisation_id: string, tender_id: string) =>
  queryOptions({
    queryKey: [...tenderKey(organisation_id, tender_id), 'bidders'],
    queryFn: () => bodyOf(client.GET(`${TENDER}/bids`, { params: { path: { organisation_id, tender_id } } })),
  })

export const clarificationsQuery = (organisation_id: string, tender_id: string) =>
  queryOptions({
    queryKey: [...tenderKey(organisation_id, tender_id), 'clarifications'],
    queryFn: () => bodyOf(client.GET(`${TENDER}/clarifications`, { params: { path: { organisation_id, tender_id } } })),
  })

export const drawQuery = (organisation_id: string, tender_id: string, bid_id: string) =>
  queryOptions({
    queryKey: [...tenderKey(organisation_id, tender_id), bid_id, 'draw'],
    queryFn: () => bodyOf(client.GET(`${BID}/draw`, { params: { path: { organisation_id, tender_id, bid_id } } })),
  })

export const resultsQuery = (organisation_id: string, tender_id: string) =>
  queryOptions({
    queryKey: [...tenderKey(organisation_id, tender_id), 'results'],
    queryFn: () => bodyOf(client.GET(`${TENDER}/results`, { params: { path: { organisation_id, tender_id } } })),
    retry: false,
  })

export const bidQuery = (organisation_id: string, tender_id: string, bid_id: string) =>
  queryOptions({
    queryKey: [...tenderKey(organisation_id, tender_id), bid_id, 'assessed'],
    queryFn: () => bodyOf(client.GET(BID, { params: { path: { organisation_id, tender_id, bid_id } } })),
    retry: false,
  })

export const dimensionsQuery = (organisation_id: string, version_id: string | null) =>
  queryOptions({
    queryKey: ['organisations', organisation_id, 'definitions', version_id, 'dimensions'],
    enabled: version_id !== null,
    queryFn: async () => {
      const culture = await bodyOf(
        client.GET('/api/v1/organisations/{organisation_id}/definition-versions/{version_id}', {
          params: { path: { organisation_id, version_id: version_id ?? '' } },
        }),
      )
      return culture.targets.map(({ code, name, weight }) => ({ code, name, weight }))
    },
  })

import { queryOptions } from '@tanstack/react-query'
import { bodyOf, client } from '@/api/client'

const at = (organisation_id: string) => ({ params: { path: { organisation_id } } })

export const promiseCountsQuery = (organisation_id: string) =>
  queryOptions({
    queryKey: ['organisations', organisation_id, 'promises', 'counts'],
    queryFn: () => bodyOf(client.GET('/api/v1/organisations/{organisation_id}/promises/counts', at(organisation_id))),
  })

export const funnelsQuery = (organisation_id: string) =>
  queryOptions({
    queryKey: ['organisations', organisation_id, 'campaigns', 'funnels'],
    queryFn: () => bodyOf(client.GET('/api/v1/organisations/{organisation_id}/campaign-funnels', at(organisation_id))),
  })

export const myCardsQuery = (organisation_id: string) =>
  queryOptions({
    queryKey: ['organisations', organisation_id, 'ratings', 'mine'],
    queryFn: () => bodyOf(client.GET('/api/v1/organisations/{organisation_id}/my-scorecards', at(organisation_id))),
  })

/** Beside the funnels, so that whatever refreshes a campaign refreshes it. */
export const undecidedQuery = (organisation_id: string) =>
  queryOptions({
    queryKey: ['organisations', organisation_id, 'campaigns', 'undecided'],
    queryFn: () => bodyOf(client.GET('/api/v1/organisations/{organisation_id}/undecided', at(organisation_id))),
  })

export const openRequestsQuery = (organisation_id: string) =>
  queryOptions({
    queryKey: ['organisations', organisation_id, 'accommodations', 'requested'],
    queryFn: () =>
      bodyOf(
        client.GET('/api/v1/organisations/{organisation_id}/accommodations', {
          params: { path: { organisation_id }, query: { status: 'requested' } },
        }),
      ),
  })

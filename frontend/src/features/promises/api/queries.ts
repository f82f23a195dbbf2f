import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { bodyOf, client } from '@/api/client'
import type { PromiseMade } from '@/api/schemas'

export interface PromiseFilters {
  state?: PromiseMade['state']
  cursor?: string
}

export const promisesQuery = (organisation_id: string, query: PromiseFilters) =>
  queryOptions({
    queryKey: ['organisations', organisation_id, 'promises', 'list', query],
    queryFn: () =>
      bodyOf(client.GET('/api/v1/organisations/{organisation_id}/promises', { params: { path: { organisation_id }, query } })),
    placeholderData: keepPreviousData,
  })

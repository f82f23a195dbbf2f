import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { bodyOf, client } from '@/api/client'

export const tokensKey = (organisation_id: string) => ['organisations', organisation_id, 'api-tokens'] as const

export const tokensQuery = (organisation_id: string, cursor: string | undefined) =>
  queryOptions({
    queryKey: [...tokensKey(organisation_id), cursor ?? null],
    queryFn: () =>
      bodyOf(
        client.GET('/api/v1/organisations/{organisation_id}/api-tokens', {
          params: { path: { organisation_id }, query: { cursor } },
        }),
      ),
    placeholderData: keepPreviousData,
  })

import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { bodyOf, client } from '@/api/client'

export const importsKey = (organisation_id: string) => ['organisations', organisation_id, 'imports'] as const

export const importsQuery = (organisation_id: string, cursor: string | undefined) =>
  queryOptions({
    queryKey: [...importsKey(organisation_id), cursor ?? null],
    queryFn: () =>
      bodyOf(
        client.GET('/api/v1/organisations/{organisation_id}/imports', {
          params: { path: { organisation_id }, query: { cursor } },
        }),
      ),
    placeholderData: keepPreviousData,
  })


import { queryOptions } from '@tanstack/react-query'
import { bodyOf, client } from '@/api/client'

export const membersKey = (organisation: string) => ['organisations', organisation, 'members'] as const

export const membersQuery = (organisation: string, cursor: string | undefined) =>
  queryOptions({
    queryKey: [...membersKey(organisation), cursor ?? null],
    queryFn: () =>
      bodyOf(
        client.GET('/api/v1/organisations/{organisation_id}/members', {
          params: { path: { organisation_id: organisation }, query: { cursor } },
        }),
      ),
  })

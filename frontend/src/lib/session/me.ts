import { queryOptions, useSuspenseQuery } from '@tanstack/react-query'
import { bodyOf, client } from '@/api/client'
import type { Me } from '@/api/schemas'

export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: (): Promise<Me> => bodyOf(client.GET('/api/v1/me')),
  staleTime: 60_000,
})

export function useMe(): Me {
  return useSuspenseQuery(meQuery).data
}

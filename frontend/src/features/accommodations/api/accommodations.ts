import { queryOptions } from '@tanstack/react-query'
import { bodyOf, client } from '@/api/client'
import type { Accommodation } from '@/api/schemas'
import { useOrganisationId } from '@/lib/session/organisation'
import { useIntent } from '@/lib/session/use-intent'

const key = (organisation_id: string) => ['organisations', organisation_id, 'accommodations'] as const

export const accommodationsQuery = (organisation_id: string) =>
  queryOptions({
    queryKey: [...key(organisation_id), 'all'],
    queryFn: () =>
      bodyOf(client.GET('/api/v1/organisations/{organisation_id}/accommodations', { params: { path: { organisation_id } } })),
  })

interface Answer {
  granted: boolean
  answer: string
}

export function useAnswerRequest(request: Accommodation, onDone: () => void) {
  const organisation_id = useOrganisationId()
  return useIntent({
    send: (body: Answer, headers) =>
      bodyOf(
        client.POST('/api/v1/organisations/{organisation_id}/accommodations/{request_id}/answer', {
          params: { path: { organisation_id, request_id: request.id } },
          headers: { ...headers, 'If-Match': `"${request.revision ?? 0}"` },
          body,
        }),
      ),
    refresh: [key(organisation_id)],
    onDone,
  })
}

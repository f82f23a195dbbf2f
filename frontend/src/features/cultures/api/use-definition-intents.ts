import { definitionsKey } from '@/api/choices'
import { bodyOf, client } from '@/api/client'
import type { Culture } from '@/api/schemas'
import { useOrganisationId } from '@/lib/session/organisation'
import { useIntent } from '@/lib/session/use-intent'

export function useCreateDefinition(onDone: (version: Culture) => void) {
  const organisation_id = useOrganisationId()
  return useIntent({
    send: (name: string, headers) =>
      bodyOf(
        client.POST('/api/v1/organisations/{organisation_id}/definitions', {
          params: { path: { organisation_id } },
          headers,
          body: { name },
        }),
      ),
    refresh: [definitionsKey(organisation_id)],
    onDone,
  })
}

interface NewVersion {
  definition_id: string
  based_on: string | null
}

export function useDraftVersion(onDone: (version: Culture) => void) {
  const organisation_id = useOrganisationId()
  return useIntent({
    send: ({ definition_id, based_on }: NewVersion, headers) =>
      bodyOf(
        client.POST('/api/v1/organisations/{organisation_id}/definitions/{definition_id}/versions', {
          params: { path: { organisation_id, definition_id } },
          headers,
          body: { based_on },
        }),
      ),
    refresh: [definitionsKey(organisation_id)],
    onDone,
  })
}

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

/** Instruments whose items a file can answer. */
export const instrumentChoicesQuery = (organisation_id: string) =>
  queryOptions({
    queryKey: ['organisations', organisation_id, 'instruments', 'choices'],
    queryFn: () =>
      bodyOf(client.GET('/api/v1/organisations/{organisation_id}/instruments', { params: { path: { organisation_id } } })),
  })

/** Signed versions that the people of a file can be held against. */
export const definitionChoicesQuery = (organisation_id: string) =>
  queryOptions({
    queryKey: ['organisations', organisation_id, 'definitions', 'signed'],
    queryFn: async () => {
      const { results } = await bodyOf(
        client.GET('/api/v1/organisations/{organisation_id}/definitions', { params: { path: { organisation_id } } }),
      )
      return results.flatMap((definition) =>
        definition.versions
          .filter((version) => version.status === 'signed')
          .map((version) => ({ id: version.id, definition: definition.name, number: version.number })),
      )
    },
  })

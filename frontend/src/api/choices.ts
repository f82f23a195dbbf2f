import { queryOptions } from '@tanstack/react-query'
import { bodyOf, client } from './client'

/** What several features let people choose from, asked for in one way and kept once. */

/** Versions that are signed, which a campaign can pin and people of a file can be held against. */
export const signedVersionsQuery = (organisation_id: string) =>
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

/** Instruments that people answer, in a sitting or in a file. Exercises are rated: the server refuses them in both. */
export const answeredInstrumentsQuery = (organisation_id: string) =>
  queryOptions({
    queryKey: ['organisations', organisation_id, 'instruments', 'answered'],
    queryFn: async () => {
      const { results } = await bodyOf(
        client.GET('/api/v1/organisations/{organisation_id}/instruments', { params: { path: { organisation_id } } }),
      )
      return results.filter((instrument) => instrument.kind !== 'exercise')
    },
  })

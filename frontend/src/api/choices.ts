import { queryOptions } from '@tanstack/react-query'
import { allRows, bodyOf, client } from './client'
import type { Definition, Instrument, Member, Role } from './schemas'

/** What several features let people choose from, asked for in one way and kept once, whole however long it is. */

export const definitionsKey = (organisation_id: string) => ['organisations', organisation_id, 'definitions'] as const

/** Every definition with its versions. */
export const definitionsQuery = (organisation_id: string) =>
  queryOptions({
    queryKey: [...definitionsKey(organisation_id), 'all'],
    queryFn: () =>
      allRows((query) =>
        bodyOf(
          client.GET('/api/v1/organisations/{organisation_id}/definitions', { params: { path: { organisation_id }, query } }),
        ),
      ),
  })

/** Versions that are signed, which a campaign can pin and people of a file can be held against. */
export const signedVersionsQuery = (organisation_id: string) =>
  queryOptions({ ...definitionsQuery(organisation_id), select: signedVersions })

const signedVersions = (definitions: Definition[]) =>
  definitions.flatMap((definition) =>
    definition.versions
      .filter((version) => version.status === 'signed')
      .map((version) => ({ id: version.id, definition: definition.name, number: version.number })),
  )

/** Every instrument in every version. */
export const instrumentsQuery = (organisation_id: string) =>
  queryOptions({
    queryKey: ['organisations', organisation_id, 'instruments', 'all'],
    queryFn: () =>
      allRows((query) =>
        bodyOf(
          client.GET('/api/v1/organisations/{organisation_id}/instruments', { params: { path: { organisation_id }, query } }),
        ),
      ),
  })

/** Instruments that people answer, in a sitting or in a file. Exercises are rated: the server refuses them in both. */
export const answeredInstrumentsQuery = (organisation_id: string) =>
  queryOptions({ ...instrumentsQuery(organisation_id), select: answeredInstruments })

const answeredInstruments = (instruments: Instrument[]) => instruments.filter(({ kind }) => kind !== 'exercise')

/** Active members who hold one of these roles. */
export const membersWithQuery = (organisation_id: string, roles: readonly Role[]) =>
  queryOptions({
    queryKey: ['organisations', organisation_id, 'members', 'all'],
    queryFn: () =>
      allRows((query) =>
        bodyOf(client.GET('/api/v1/organisations/{organisation_id}/members', { params: { path: { organisation_id }, query } })),
      ),
    select: (members: Member[]) =>
      members.filter((member) => member.status === 'active' && member.roles.some((role) => roles.includes(role))),
  })

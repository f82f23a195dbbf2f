import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { bodyOf, client } from '@/api/client'

export const versionKey = (organisation_id: string, version_id: string) =>
  ['organisations', organisation_id, 'definition-versions', version_id] as const

export const versionQuery = (organisation_id: string, version_id: string) =>
  queryOptions({
    queryKey: versionKey(organisation_id, version_id),
    queryFn: () =>
      bodyOf(
        client.GET('/api/v1/organisations/{organisation_id}/definition-versions/{version_id}', {
          params: { path: { organisation_id, version_id } },
        }),
      ),
  })

export const differencesQuery = (organisation_id: string, version_id: string, earlier: string) =>
  queryOptions({
    queryKey: [...versionKey(organisation_id, version_id), 'differences', earlier],
    queryFn: () =>
      bodyOf(
        client.GET('/api/v1/organisations/{organisation_id}/definition-versions/{version_id}/differences', {
          params: { path: { organisation_id, version_id }, query: { earlier } },
        }),
      ),
  })

export const dependantsQuery = (organisation_id: string, version_id: string) =>
  queryOptions({
    queryKey: [...versionKey(organisation_id, version_id), 'dependants'],
    queryFn: () =>
      bodyOf(
        client.GET('/api/v1/organisations/{organisation_id}/definition-versions/{version_id}/dependants', {
          params: { path: { organisation_id, version_id } },
        }),
      ),
  })

export const placementQuery = (organisation_id: string, lower: number, upper: number) =>
  queryOptions({
    queryKey: ['organisations', organisation_id, 'placement', lower, upper],
    queryFn: () =>
      bodyOf(
        client.GET('/api/v1/organisations/{organisation_id}/placement', {
          params: { path: { organisation_id }, query: { lower, upper } },
        }),
      ),
    staleTime: Infinity,
    placeholderData: keepPreviousData,
  })

export const dimensionsQuery = (organisation_id: string) =>
  queryOptions({
    queryKey: ['organisations', organisation_id, 'dimensions'],
    queryFn: () =>
      bodyOf(client.GET('/api/v1/organisations/{organisation_id}/dimensions', { params: { path: { organisation_id } } })),
    staleTime: 300_000,
  })

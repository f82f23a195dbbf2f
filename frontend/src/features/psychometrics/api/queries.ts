import { queryOptions } from '@tanstack/react-query'
import { bodyOf, client } from '@/api/client'

export const ladderKey = (organisation_id: string) => ['organisations', organisation_id, 'psychometrics']

export const ladderQuery = (organisation_id: string) =>
  queryOptions({
    queryKey: ladderKey(organisation_id),
    queryFn: () =>
      bodyOf(client.GET('/api/v1/organisations/{organisation_id}/psychometrics', { params: { path: { organisation_id } } })),
  })

export const scaleQuery = (organisation_id: string, instrument_id: string, unit: string) =>
  queryOptions({
    queryKey: [...ladderKey(organisation_id), instrument_id, unit],
    queryFn: () =>
      bodyOf(
        client.GET('/api/v1/organisations/{organisation_id}/instruments/{instrument_id}/scales/{unit}', {
          params: { path: { organisation_id, instrument_id, unit } },
        }),
      ),
  })

/** People who were drawn of any version of an instrument. */
export const samplesQuery = (organisation_id: string, instrument_id: string) =>
  queryOptions({
    queryKey: [...ladderKey(organisation_id), instrument_id, 'samples'],
    queryFn: () =>
      bodyOf(
        client.GET('/api/v1/organisations/{organisation_id}/instruments/{instrument_id}/samples', {
          params: { path: { organisation_id, instrument_id } },
        }),
      ),
  })

const OPEN = ['queued', 'running']
const EVERY_MS = 500

/** A calibration, asked for again until it has ended. */
export const runQuery = (organisation_id: string, run_id: string | null) =>
  queryOptions({
    queryKey: ['organisations', organisation_id, 'calibrations', run_id],
    enabled: run_id !== null,
    queryFn: () =>
      bodyOf(
        client.GET('/api/v1/organisations/{organisation_id}/calibrations/{run_id}', {
          params: { path: { organisation_id, run_id: run_id ?? '' } },
        }),
      ),
    refetchInterval: (query) => (query.state.data && !OPEN.includes(query.state.data.status) ? false : EVERY_MS),
  })

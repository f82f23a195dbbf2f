import { bodyOf, client } from '@/api/client'
import type { CalibrationRun } from '@/api/schemas'
import { useOrganisationId } from '@/lib/session/organisation'
import { useIntent } from '@/lib/session/use-intent'
import { ladderKey } from './queries'

export type Population = 'volunteers' | 'applicants' | 'incumbents'

export interface Drawing {
  title: string
  population: Population
  consent: string
}

/** Draws everybody who has finished into three parts, and asks for the calibration. */
export function useCalibrate(instrument_id: string, onDone: (run: CalibrationRun) => void) {
  const organisation_id = useOrganisationId()
  return useIntent({
    send: async (drawing: Drawing, headers) => {
      const sample = await bodyOf(
        client.POST('/api/v1/organisations/{organisation_id}/instruments/{instrument_id}/samples', {
          params: { path: { organisation_id, instrument_id } },
          body: { ...drawing, language: '', parts: 3 },
        }),
      )
      return bodyOf(
        client.POST('/api/v1/organisations/{organisation_id}/calibrations', {
          params: { path: { organisation_id } },
          headers,
          body: { sample_id: sample.id, confirm_part: 1 },
        }),
      )
    },
    refresh: [ladderKey(organisation_id)],
    onDone,
  })
}

export function useCancel(run_id: string, onDone: () => void) {
  const organisation_id = useOrganisationId()
  return useIntent({
    send: (_: undefined, headers) =>
      bodyOf(
        client.POST('/api/v1/organisations/{organisation_id}/calibrations/{run_id}/cancel', {
          params: { path: { organisation_id, run_id } },
          headers,
        }),
      ),
    refresh: [ladderKey(organisation_id)],
    onDone,
  })
}

export interface Promotion {
  status: 'piloted' | 'structure_confirmed' | 'in_use'
  units: string[]
  reason: string
  /** Why a scale of small loadings is let through; the server asks for it where it is needed. */
  floors_reason: string
  intended_use: string
}

export function usePromote(run_id: string, onDone: () => void) {
  const organisation_id = useOrganisationId()
  return useIntent({
    send: (body: Promotion, headers) =>
      bodyOf(
        client.POST('/api/v1/organisations/{organisation_id}/calibrations/{run_id}/promote', {
          params: { path: { organisation_id, run_id } },
          headers,
          body,
        }),
      ),
    refresh: [ladderKey(organisation_id)],
    onDone,
  })
}

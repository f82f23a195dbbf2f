import { bodyOf, client } from '@/api/client'
import type { CalibrationRun } from '@/api/schemas'
import { useOrganisationId } from '@/lib/session/organisation'
import { useIntent } from '@/lib/session/use-intent'
import { ladderKey } from './queries'

export type Population = 'volunteers' | 'applicants' | 'incumbents'

/** People to be drawn now, whose answers they are, and what they agreed to. */
export interface Drawing {
  title: string
  population: Population
  consent: string
}

/** A part that was kept of people who were drawn before. */
export interface KeptPart {
  sample_id: string
  confirm_part: number
}

async function drawn(organisation_id: string, instrument_id: string, drawing: Drawing) {
  return bodyOf(
    client.POST('/api/v1/organisations/{organisation_id}/instruments/{instrument_id}/samples', {
      params: { path: { organisation_id, instrument_id } },
      body: { ...drawing, language: '', parts: 3 },
    }),
  )
}

/** Draws everybody who has finished into three parts, or takes a kept part, and asks for the calibration. */
export function useCalibrate(instrument_id: string, onDone: (run: CalibrationRun) => void) {
  const organisation_id = useOrganisationId()
  return useIntent({
    send: async (on: Drawing | KeptPart, headers) => {
      const kept = 'sample_id' in on ? on : { sample_id: (await drawn(organisation_id, instrument_id, on)).id, confirm_part: 1 }
      return bodyOf(
        client.POST('/api/v1/organisations/{organisation_id}/calibrations', {
          params: { path: { organisation_id } },
          headers,
          body: { ...kept, instrument_id },
        }),
      )
    },
    refresh: [ladderKey(organisation_id)],
    onDone,
  })
}

/** Draws everybody who has finished, and publishes how they are spread on one scale. */
export function useMakeNorms(instrument_id: string, unit: string, onDone: () => void) {
  const organisation_id = useOrganisationId()
  return useIntent({
    send: async (drawing: Drawing, headers) => {
      const sample = await drawn(organisation_id, instrument_id, drawing)
      return bodyOf(
        client.POST('/api/v1/organisations/{organisation_id}/instruments/{instrument_id}/scales/{unit}/norms', {
          params: { path: { organisation_id, instrument_id, unit } },
          headers,
          body: { sample_id: sample.id },
        }),
      )
    },
    refresh: [ladderKey(organisation_id)],
    onDone,
  })
}

export interface Review {
  units: string[]
  language: string
  reason: string
  taken_over_from: string
}

export function useReview(instrument_id: string, onDone: () => void) {
  const organisation_id = useOrganisationId()
  return useIntent({
    send: (body: Review, headers) =>
      bodyOf(
        client.POST('/api/v1/organisations/{organisation_id}/instruments/{instrument_id}/review', {
          params: { path: { organisation_id, instrument_id } },
          headers,
          body: { ...body, judgements: [] },
        }),
      ),
    refresh: [ladderKey(organisation_id)],
    onDone,
  })
}

export function useSuspend(instrument_id: string, unit: string, onDone: () => void) {
  const organisation_id = useOrganisationId()
  return useIntent({
    send: (body: { language: string; reason: string }, headers) =>
      bodyOf(
        client.POST('/api/v1/organisations/{organisation_id}/instruments/{instrument_id}/scales/{unit}/suspend', {
          params: { path: { organisation_id, instrument_id, unit } },
          headers,
          body,
        }),
      ),
    refresh: [ladderKey(organisation_id)],
    onDone,
  })
}

/** Publishes the items that held together on the calibrating part as a version of its own. */
export function useShorten(run_id: string, onDone: (instrument_id: string) => void) {
  const organisation_id = useOrganisationId()
  return useIntent({
    send: (version: string, headers) =>
      bodyOf(
        client.POST('/api/v1/organisations/{organisation_id}/calibrations/{run_id}/shorter-version', {
          params: { path: { organisation_id, run_id } },
          headers,
          body: { version },
        }),
      ),
    refresh: [ladderKey(organisation_id)],
    onDone: ({ instrument_id }) => onDone(instrument_id),
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

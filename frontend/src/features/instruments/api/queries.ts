import { queryOptions } from '@tanstack/react-query'
import { bodyOf, client } from '@/api/client'
import type { CandidateBrief } from '@/api/schemas'

/** One instrument and how far it has come in a language; in its own where none is named. */
export const instrumentQuery = (organisation_id: string, instrument_id: string, language: string) =>
  queryOptions({
    queryKey: ['organisations', organisation_id, 'instruments', instrument_id, 'in', language],
    queryFn: () =>
      bodyOf(
        client.GET('/api/v1/organisations/{organisation_id}/instruments/{instrument_id}', {
          params: { path: { organisation_id, instrument_id }, query: language ? { language } : {} },
        }),
      ),
  })

export const formQuery = (organisation_id: string, instrument_id: string, language: string) =>
  queryOptions({
    queryKey: ['organisations', organisation_id, 'instruments', instrument_id, 'form', language],
    queryFn: () =>
      bodyOf(
        client.GET('/api/v1/organisations/{organisation_id}/instruments/{instrument_id}/form', {
          params: { path: { organisation_id, instrument_id }, query: language ? { language } : {} },
        }),
      ),
    staleTime: Infinity,
  })

export const keysQuery = (organisation_id: string, instrument_id: string, language: string) =>
  queryOptions({
    queryKey: ['organisations', organisation_id, 'instruments', instrument_id, 'keys', language],
    queryFn: () =>
      bodyOf(
        client.GET('/api/v1/organisations/{organisation_id}/instruments/{instrument_id}/keys', {
          params: { path: { organisation_id, instrument_id }, query: language ? { language } : {} },
        }),
      ),
  })

export type Variant = CandidateBrief['variant']

/** One parallel form of an exercise, played in one way. */
export interface SheetChoice {
  form: string
  variant: Variant
}

export const briefQuery = (organisation_id: string, instrument_id: string, choice: SheetChoice) =>
  queryOptions({
    queryKey: ['organisations', organisation_id, 'instruments', instrument_id, 'brief', choice],
    queryFn: () =>
      bodyOf(
        client.GET('/api/v1/organisations/{organisation_id}/instruments/{instrument_id}/brief', {
          params: { path: { organisation_id, instrument_id }, query: choice },
        }),
      ),
    staleTime: Infinity,
  })

export const actorSheetQuery = (organisation_id: string, instrument_id: string, choice: SheetChoice) =>
  queryOptions({
    queryKey: ['organisations', organisation_id, 'instruments', instrument_id, 'actor-sheet', choice],
    queryFn: () =>
      bodyOf(
        client.GET('/api/v1/organisations/{organisation_id}/instruments/{instrument_id}/actor-sheet', {
          params: { path: { organisation_id, instrument_id }, query: choice },
        }),
      ),
    staleTime: Infinity,
  })

export const cardQuery = (organisation_id: string, instrument_id: string, choice: SheetChoice) =>
  queryOptions({
    queryKey: ['organisations', organisation_id, 'instruments', instrument_id, 'card', choice],
    queryFn: () =>
      bodyOf(
        client.GET('/api/v1/organisations/{organisation_id}/instruments/{instrument_id}/card', {
          params: { path: { organisation_id, instrument_id }, query: choice },
        }),
      ),
    staleTime: Infinity,
  })

export const trainingQuery = (organisation_id: string) =>
  queryOptions({
    queryKey: ['organisations', organisation_id, 'training'],
    queryFn: () =>
      bodyOf(client.GET('/api/v1/organisations/{organisation_id}/training', { params: { path: { organisation_id } } })),
    staleTime: Infinity,
  })

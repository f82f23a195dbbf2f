import { bodyOf, client } from '@/api/client'
import type { components } from '@/api/generated/schema'
import { useOrganisationId } from '@/lib/session/organisation'
import { useIntent } from '@/lib/session/use-intent'
import { panelKey, ratingsKey } from './queries'
import type { Transcription } from './shapes'

const ORGANISATION = '/api/v1/organisations/{organisation_id}'

type Plan = components['schemas']['PlanExerciseInputRequest']
type SeatWish = components['schemas']['SeatInputRequest']

export function useSeatPanel(campaign_id: string, onDone: () => void) {
  const organisation_id = useOrganisationId()
  return useIntent({
    send: (seats: SeatWish[], headers) =>
      bodyOf(
        client.PUT(`${ORGANISATION}/campaigns/{campaign_id}/panel`, {
          params: { path: { organisation_id, campaign_id } },
          headers,
          body: { seats },
        }),
      ),
    refresh: [panelKey(organisation_id, campaign_id)],
    onDone,
  })
}

export function usePlanExercise(campaign_id: string, onDone: () => void) {
  const organisation_id = useOrganisationId()
  return useIntent({
    send: (body: Plan, headers) =>
      bodyOf(
        client.POST(`${ORGANISATION}/campaigns/{campaign_id}/exercise-plans`, {
          params: { path: { organisation_id, campaign_id } },
          headers,
          body,
        }),
      ),
    refresh: [ratingsKey(organisation_id)],
    onDone,
  })
}

export function useCancelExercise(plan_id: string, onDone: () => void) {
  const organisation_id = useOrganisationId()
  return useIntent({
    send: (reason: string, headers) =>
      bodyOf(
        client.POST(`${ORGANISATION}/exercise-plans/{plan_id}/cancel`, {
          params: { path: { organisation_id, plan_id } },
          headers,
          body: { reason },
        }),
      ),
    refresh: [ratingsKey(organisation_id)],
    onDone,
  })
}

export function useSwapRater(card_id: string, onDone: () => void) {
  const organisation_id = useOrganisationId()
  return useIntent({
    send: (body: { membership_id: string; reason: string }, headers) =>
      bodyOf(
        client.POST(`${ORGANISATION}/scorecards/{card_id}/swap`, { params: { path: { organisation_id, card_id } }, headers, body }),
      ),
    refresh: [ratingsKey(organisation_id)],
    onDone,
  })
}

export function useCloseSeat(card_id: string, onDone: () => void) {
  const organisation_id = useOrganisationId()
  return useIntent({
    send: (reason: string, headers) =>
      bodyOf(
        client.POST(`${ORGANISATION}/scorecards/{card_id}/close`, {
          params: { path: { organisation_id, card_id } },
          headers,
          body: { reason },
        }),
      ),
    refresh: [ratingsKey(organisation_id)],
    onDone,
  })
}

export function useSubmitCard(card_id: string, onDone: () => void) {
  const organisation_id = useOrganisationId()
  return useIntent({
    send: (body: { count: number; hash: string }, headers) =>
      bodyOf(
        client.POST(`${ORGANISATION}/scorecards/{card_id}/submit`, {
          params: { path: { organisation_id, card_id } },
          headers,
          body,
        }),
      ),
    refresh: [ratingsKey(organisation_id)],
    onDone,
  })
}

export function useTranscribe(card_id: string, onDone: () => void) {
  const organisation_id = useOrganisationId()
  return useIntent({
    send: (body: Transcription, headers) =>
      bodyOf(
        client.POST(`${ORGANISATION}/scorecards/{card_id}/transcription`, {
          params: { path: { organisation_id, card_id } },
          headers,
          body,
        }),
      ),
    refresh: [ratingsKey(organisation_id)],
    onDone,
  })
}

export function useRevise(rating_id: string, onDone: () => void) {
  const organisation_id = useOrganisationId()
  return useIntent({
    send: (body: { value: number | null; reason: string }, headers) =>
      bodyOf(
        client.POST(`${ORGANISATION}/ratings/{rating_id}/revisions`, {
          params: { path: { organisation_id, rating_id } },
          headers,
          body,
        }),
      ),
    refresh: [ratingsKey(organisation_id)],
    onDone,
  })
}

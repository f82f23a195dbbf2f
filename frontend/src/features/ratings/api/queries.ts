import { queryOptions } from '@tanstack/react-query'
import { bodyOf, client } from '@/api/client'

const ORGANISATION = '/api/v1/organisations/{organisation_id}'

export const ratingsKey = (organisation_id: string) => ['organisations', organisation_id, 'ratings'] as const
export const panelKey = (organisation_id: string, campaign_id: string) =>
  ['organisations', organisation_id, 'campaigns', campaign_id, 'panel'] as const

export const campaignQuery = (organisation_id: string, campaign_id: string) =>
  queryOptions({
    queryKey: ['organisations', organisation_id, 'campaigns', campaign_id, 'frame'],
    queryFn: () =>
      bodyOf(client.GET(`${ORGANISATION}/campaigns/{campaign_id}`, { params: { path: { organisation_id, campaign_id } } })),
  })

export const panelQuery = (organisation_id: string, campaign_id: string) =>
  queryOptions({
    queryKey: panelKey(organisation_id, campaign_id),
    queryFn: () =>
      bodyOf(client.GET(`${ORGANISATION}/campaigns/{campaign_id}/panel`, { params: { path: { organisation_id, campaign_id } } })),
  })

export const membersQuery = (organisation_id: string) =>
  queryOptions({
    queryKey: ['organisations', organisation_id, 'members', 'for-panel'],
    queryFn: () =>
      bodyOf(client.GET(`${ORGANISATION}/members`, { params: { path: { organisation_id }, query: { page_size: 200 } } })),
  })

export const plansQuery = (organisation_id: string, campaign_id: string) =>
  queryOptions({
    queryKey: [...ratingsKey(organisation_id), 'plans', campaign_id],
    queryFn: () =>
      bodyOf(
        client.GET(`${ORGANISATION}/campaigns/{campaign_id}/exercise-plans`, {
          params: { path: { organisation_id, campaign_id }, query: { page_size: 200 } },
        }),
      ),
  })

/** Whom a role play can be planned for: everybody whose invitation stands. */
export const peopleQuery = (organisation_id: string, campaign_id: string) =>
  queryOptions({
    queryKey: [...ratingsKey(organisation_id), 'people', campaign_id],
    queryFn: () =>
      bodyOf(
        client.GET(`${ORGANISATION}/campaigns/{campaign_id}/invitations`, {
          params: { path: { organisation_id, campaign_id }, query: { page_size: 200 } },
        }),
      ),
  })

export const exercisesQuery = (organisation_id: string) =>
  queryOptions({
    queryKey: ['organisations', organisation_id, 'instruments', 'exercises'],
    queryFn: () =>
      bodyOf(client.GET(`${ORGANISATION}/instruments`, { params: { path: { organisation_id }, query: { kind: 'exercise' } } })),
  })

export const myCardsQuery = (organisation_id: string) =>
  queryOptions({
    queryKey: [...ratingsKey(organisation_id), 'mine'],
    queryFn: () => bodyOf(client.GET(`${ORGANISATION}/my-scorecards`, { params: { path: { organisation_id } } })),
  })

export const cardKey = (organisation_id: string, card_id: string) => [...ratingsKey(organisation_id), 'card', card_id] as const

export const cardQuery = (organisation_id: string, card_id: string) =>
  queryOptions({
    queryKey: cardKey(organisation_id, card_id),
    queryFn: () => bodyOf(client.GET(`${ORGANISATION}/scorecards/{card_id}`, { params: { path: { organisation_id, card_id } } })),
    // The phone in the corridor: what is on the screen stays there, and the queue brings the marks home.
    staleTime: Infinity,
    gcTime: Infinity,
  })

export const cardSheetQuery = (organisation_id: string, card_id: string) =>
  queryOptions({
    queryKey: [...ratingsKey(organisation_id), 'sheet', card_id],
    queryFn: () =>
      bodyOf(client.GET(`${ORGANISATION}/scorecards/{card_id}/sheet`, { params: { path: { organisation_id, card_id } } })),
  })

export const debriefQuery = (organisation_id: string, plan_id: string) =>
  queryOptions({
    queryKey: [...ratingsKey(organisation_id), 'debrief', plan_id],
    queryFn: () =>
      bodyOf(client.GET(`${ORGANISATION}/exercise-plans/{plan_id}/debrief`, { params: { path: { organisation_id, plan_id } } })),
  })

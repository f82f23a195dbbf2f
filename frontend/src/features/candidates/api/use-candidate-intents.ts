import { bodyOf, client } from '@/api/client'
import type { components } from '@/api/generated/schema'
import { useOrganisationId } from '@/lib/session/organisation'
import { useIntent } from '@/lib/session/use-intent'
import { candidatesKey } from './queries'

export type DecisionInput = components['schemas']['DecisionInputRequest']

const CANDIDATE = '/api/v1/organisations/{organisation_id}/campaigns/{campaign_id}/candidates/{candidate_id}'

/** Says to the server that somebody has this person's evidence before their eyes. */
export function useOpenEvidence(campaign_id: string, candidate_id: string) {
  const organisation_id = useOrganisationId()
  return useIntent({
    send: (_: 'open', headers) =>
      bodyOf<unknown>(
        client.POST(`${CANDIDATE}/evidence-openings`, {
          params: { path: { organisation_id, campaign_id, candidate_id } },
          headers,
        }),
      ),
  })
}

export function useDecide(campaign_id: string, candidate_id: string, onDone: () => void) {
  const organisation_id = useOrganisationId()
  return useIntent({
    send: (body: DecisionInput, headers) =>
      bodyOf(
        client.POST(`${CANDIDATE}/decisions`, {
          params: { path: { organisation_id, campaign_id, candidate_id } },
          headers,
          body,
        }),
      ),
    refresh: [candidatesKey(organisation_id, campaign_id), ['organisations', organisation_id, 'promises']],
    onDone,
  })
}

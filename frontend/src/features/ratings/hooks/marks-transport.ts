import { bodyOf, client } from '@/api/client'
import { UNREACHABLE, isProblem, type ProblemError } from '@/api/problem'
import type { Delivery, Transport } from '@/lib/offline-queue/transport'

/** Codes of a card that takes no more marks: the panel is complete, the exercise is off, somebody else has the seat. */
const SAYS_CLOSED = /^(ratings_sealed|exercise_closed|card_)/

/** The rater's transport: the player's queue, with another address and other refusals. */
export function marksTransport(organisation_id: string, card_id: string): Transport {
  return async (from, events) => {
    try {
      const { acknowledged } = await bodyOf(
        client.POST('/api/v1/organisations/{organisation_id}/scorecards/{card_id}/marks', {
          params: { path: { organisation_id, card_id } },
          body: {
            client: from,
            events: events.map(({ seq, item, value, client_time }) => ({ seq, item, value, client_time })),
          },
        }),
      )
      return { kind: 'acknowledged', through: acknowledged }
    } catch (error) {
      return isProblem(error) ? deliveryOf(error) : { kind: 'unreachable' }
    }
  }
}

export function deliveryOf(problem: ProblemError): Delivery {
  if (problem.code === UNREACHABLE || problem.status >= 500) return { kind: 'unreachable' }
  if (problem.status === 408 || problem.status === 429) return { kind: 'unreachable' }
  if (problem.status === 401 || problem.status === 403) return { kind: 'signed_out' }
  if (problem.status === 404 || problem.status === 410) return { kind: 'closed' }
  if (problem.status === 409) return SAYS_CLOSED.test(problem.code) ? { kind: 'closed' } : { kind: 'unreachable' }
  return { kind: 'refused' }
}

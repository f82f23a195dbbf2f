import { UNREACHABLE, isProblem, type ProblemError } from '@/api/problem'
import { sendAnswers } from '@/api/taker'
import type { AnswerValue } from '@/api/taker-schemas'
import type { Delivery, Transport } from '@/lib/offline-queue/transport'

/** The player's transport: what each refusal of the server means for the queue. */
export function answersTransport(isMine: () => boolean, onLate: () => void): Transport {
  return async (client, events) => {
    if (!isMine()) return { kind: 'signed_out' }
    try {
      const { acknowledged, late } = await sendAnswers({
        client,
        events: events.map(({ seq, item, value, client_time }) => ({ seq, item, value: value as AnswerValue, client_time })),
      })
      if (late > 0) onLate()
      return { kind: 'acknowledged', through: acknowledged }
    } catch (error) {
      return isProblem(error) ? deliveryOf(error) : { kind: 'unreachable' }
    }
  }
}

/** Codes of a sitting that takes no more answers. Any other conflict is a race, and is tried again. */
const SAYS_CLOSED = /closed|submitted|withdrawn|expired|status/

export function deliveryOf(problem: ProblemError): Delivery {
  if (problem.code === UNREACHABLE || problem.status >= 500) return { kind: 'unreachable' }
  if (problem.status === 408 || problem.status === 429) return { kind: 'unreachable' }
  if (problem.status === 401 || problem.status === 403) return { kind: 'signed_out' }
  if (problem.status === 410) return { kind: 'closed' }
  if (problem.status === 409) return SAYS_CLOSED.test(problem.code) ? { kind: 'closed' } : { kind: 'unreachable' }
  if (problem.status === 404) return { kind: 'signed_out' }
  return { kind: 'refused' }
}

import type { AnswerValue } from '@/api/taker-schemas'
import type { Values } from '@/lib/offline-queue/queued-event'

/** The value of a reference that takes one number or one word. */
export function singleValue(values: Values, reference: string): AnswerValue {
  const value = values[reference]
  return typeof value === 'number' || typeof value === 'string' ? value : null
}

import type { AnswerValue } from '@/api/taker-schemas'
import type { Values } from '@/lib/offline-queue/queued-event'

/** What every response format is given: the item, the values so far, and where a new value goes. */
export interface FormatProps<Item> {
  item: Item
  values: Values
  /** Place of the item on its page, from 1, and how many there are. */
  place: { number: number; of: number }
  onAnswer: (reference: string, value: AnswerValue) => void
}

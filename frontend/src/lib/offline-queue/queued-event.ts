/** What the queue keeps. It knows nothing of questionnaires: the rater's phone card queues its marks here too. */
export type JsonValue = string | number | boolean | null | JsonValue[] | { [key: string]: JsonValue }

/** One value given to one item, numbered within the tab that gave it. */
export interface QueuedEvent {
  /** Place among all events of this browser: the order in which people gave them. */
  order: number
  /** The sitting (or scorecard) that the event belongs to. One browser may hold several. */
  scope: string
  /** The tab. Together with `seq` it makes an event sent twice the same event. */
  client: string
  seq: number
  item: string
  value: JsonValue
  client_time: string
}

export type NewEvent = Omit<QueuedEvent, 'order' | 'seq'>

/** The latest value of every item, events that still wait included. */
export type Values = Record<string, JsonValue>

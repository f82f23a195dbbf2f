import type { QueuedEvent } from './queued-event'

/** What became of a batch. Only `acknowledged` lets the queue delete anything. */
export type Delivery =
  /** The highest sequence number up to which the server holds every event of the client. */
  | { kind: 'acknowledged'; through: number }
  /** No answer, or "not now". */
  | { kind: 'unreachable'; retryAfterMs?: number }
  /** The person has to prove again who they are. */
  | { kind: 'signed_out' }
  /** The sitting takes no more events. */
  | { kind: 'closed' }
  /** The server will never take this batch as it is. */
  | { kind: 'refused' }

export type Transport = (client: string, events: readonly QueuedEvent[]) => Promise<Delivery>

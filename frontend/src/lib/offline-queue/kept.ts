import type { QueueStatus } from './offline-queue'

/** Where what somebody has entered is kept, as a badge says it. */
export type Kept = 'saved' | 'waiting' | 'offline' | 'signed_out' | 'closed'

/** `online`: what the browser says of the network, where a page asks it. */
export function keptOf({ connection, waiting }: Pick<QueueStatus, 'connection' | 'waiting'>, online = true): Kept {
  if (connection === 'closed' && waiting > 0) return 'closed'
  if (connection === 'signed_out' && waiting > 0) return 'signed_out'
  if (connection === 'unreachable' || !online) return 'offline'
  return waiting > 0 ? 'waiting' : 'saved'
}

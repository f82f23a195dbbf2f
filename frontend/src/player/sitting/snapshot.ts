import type { TakerSection, TakerState } from '@/api/taker-schemas'
import type { QueueStatus } from '@/lib/offline-queue/offline-queue'
import type { Values } from '@/lib/offline-queue/queued-event'
import type { Difference } from './differences'

export type NoLinkReason = 'missing' | 'not_valid' | 'session_over' | 'unreachable'

/** Where in the sitting the person is. Kept in the browser's history, so that Back goes back and a reload stays. */
export type Place =
  | { kind: 'invitation' }
  | { kind: 'start' }
  | { kind: 'section'; index: number; page: number | 'intro' | 'first_open' | 'last' }
  | { kind: 'review' }
  | { kind: 'paused' }
  | { kind: 'done' }
  | { kind: 'report' }

export interface OpenSitting {
  phase: 'open'
  state: TakerState
  sections: Record<number, TakerSection>
  values: Values
  queue: QueueStatus
  place: Place
  /** What the person asked for and what came of it: one task at a time. */
  task: Task
}

export type TaskName = 'answer' | 'language' | 'start' | 'open_section' | 'submit' | 'pause' | 'withdraw' | 'accommodation'

export type Task =
  | { kind: 'idle' }
  | { kind: 'running'; name: TaskName }
  | { kind: 'failed'; name: TaskName; reason: 'unreachable' | 'refused'; words: string }
  | { kind: 'differs'; differences: Difference[] }

export const IDLE: Task = { kind: 'idle' }

export type Snapshot = { phase: 'opening' } | { phase: 'no_link'; reason: NoLinkReason } | OpenSitting

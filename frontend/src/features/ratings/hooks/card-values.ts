import type { JsonValue, Values } from '@/lib/offline-queue/queued-event'

export const ABSENT = 'absent'
export type Side = 'for' | 'against'

export interface Observed {
  key: string
  side: Side
  at: string
  words: string
  block: string
}

export const markAt = (block: string, row: string) => `mark.${block}.${row}`
export const seenAt = (key: string) => `seen.${key}`
export const noneAt = (side: Side) => `none.${side}`

/** The observations on a card, in the order of the clock. */
export function observedIn(values: Values): Observed[] {
  const rows = Object.entries(values).flatMap(([item, value]) => observed(item, value))
  return rows.sort((one, other) => one.at.localeCompare(other.at) || one.key.localeCompare(other.key))
}

function observed(item: string, value: JsonValue): Observed[] {
  if (!item.startsWith('seen.') || value === null || typeof value !== 'object' || Array.isArray(value)) return []
  const { side, at, words, block } = value as Record<string, string>
  return [{ key: item.slice(5), side: side === 'against' ? 'against' : 'for', at: at ?? '', words: words ?? '', block: block ?? '' }]
}

export const asValue = ({ side, at, words, block }: Observed): JsonValue => ({ side, at, words, block })

/** Short, and new on every device: the time and a little chance. */
export function freshKey(now: Date = new Date()): string {
  return `${now.getTime().toString(36)}${Math.random().toString(36).slice(2, 8)}`.slice(0, 24)
}

/** The clock on the wall, as 14:05. */
export function clockNow(now: Date = new Date()): string {
  return `${String(now.getHours()).padStart(2, '0')}:${String(now.getMinutes()).padStart(2, '0')}`
}

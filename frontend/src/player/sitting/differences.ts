import type { Values } from '@/lib/offline-queue/queued-event'

export interface Difference {
  item: string
  here: Values[string]
  there: Values[string]
}

/** Where this device and the server disagree. An item without an answer counts as null on either side. */
export function differencesBetween(here: Values, there: Values): Difference[] {
  const items = [...new Set([...Object.keys(here), ...Object.keys(there)])]
  return items
    .map((item) => ({ item, here: here[item] ?? null, there: there[item] ?? null }))
    .filter((difference) => difference.here !== difference.there)
}

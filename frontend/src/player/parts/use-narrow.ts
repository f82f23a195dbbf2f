import { useSyncExternalStore } from 'react'

const NARROW = '(max-width: 37.5em)'

function watch(changed: () => void): () => void {
  const query = window.matchMedia(NARROW)
  query.addEventListener('change', changed)
  return () => query.removeEventListener('change', changed)
}

/** A phone, or a page magnified until it is like one: one item at a time. */
export function useNarrow(): boolean {
  return useSyncExternalStore(watch, () => window.matchMedia(NARROW).matches)
}

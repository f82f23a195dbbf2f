import type { Place } from '../sitting/snapshot'

interface Kept {
  place?: Place
}

/** The place that the browser remembers for this entry of its history. */
export function placeInHistory(): Place | null {
  return (window.history.state as Kept | null)?.place ?? null
}

export function rememberPlace(place: Place, how: 'push' | 'replace'): void {
  const kept: Kept = { place }
  if (how === 'push') window.history.pushState(kept, '')
  else window.history.replaceState(kept, '')
}

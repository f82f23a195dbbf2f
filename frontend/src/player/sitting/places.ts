import type { TakerState } from '@/api/taker-schemas'
import type { Place } from './snapshot'

/** Where somebody lands who opens the link: the beginning, where they left off, or the end. */
export function startingPlace(state: TakerState): Place {
  if (state.status === 'invited') return { kind: 'invitation' }
  if (state.status === 'paused') return { kind: 'paused' }
  if (state.status !== 'started') return { kind: 'done' }
  const reached = state.sections.filter((section) => section.status !== 'locked').at(-1) ?? state.sections[0]
  return reached ? { kind: 'section', index: reached.index, page: 'first_open' } : { kind: 'review' }
}

/** True where a place, remembered by the browser's history, still fits the state of the sitting. */
export function fits(place: Place, state: TakerState): boolean {
  const before = place.kind === 'invitation' || place.kind === 'start'
  if (state.status === 'invited') return before
  if (state.status === 'started') return place.kind === 'section' || place.kind === 'review'
  return state.status === 'paused' ? place.kind === 'paused' : place.kind === 'done' || place.kind === 'report'
}

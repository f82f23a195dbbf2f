/** For the tests of the player: a sitting as the server describes it. */
import type { RatingScaleItem, SituationalRatingItem, TakerSection, TakerState } from '@/api/taker-schemas'

export const LABELS = ['Never', 'Seldom', 'Often', 'Always']
const choices = LABELS.map((label, place) => ({ value: place + 1, label }))

export function ratingItem(id: string): RatingScaleItem {
  return { id, format: 'rating_scale', stem: `Statement ${id}`, choices }
}

export function situation(id: string, options = 2): SituationalRatingItem {
  const texts = Array.from({ length: options }, (_, place) => ({ id: `${id}o${place + 1}`, text: `Act ${place + 1}` }))
  return { id, format: 'situational_rating', stem: 'A customer waits.', question: 'How well?', choices, options: texts }
}

export function section(index: number, items: TakerSection['items']): TakerSection {
  const instrument = { code: 'c', version: '1.0.0', content_hash: 'h' }
  return { index, title: `Part ${index}`, instructions: 'Choose.', practice: false, entries_per_page: 3, instrument, items }
}

export function stateWith(change: Partial<TakerState> = {}): TakerState {
  return {
    sitting: 'sitting-1',
    organisation_name: 'Brook & Lane',
    campaign_title: 'Night porter',
    purpose: 'We look for a colleague.',
    status: 'started',
    simulated: false,
    answers_for_supplier: false,
    language: 'en',
    languages: ['en'],
    answer_by: '2026-12-03',
    closes_at: null,
    contact: 'Robin <robin@example.org>',
    minutes: 10,
    measures: [],
    notices: [],
    consents: [],
    accommodations: [],
    sections: [
      { index: 1, title: 'Part 1', minutes: 4, items: 4, situations: 0, status: 'open' },
      { index: 2, title: 'Part 2', minutes: 6, items: 6, situations: 0, status: 'locked' },
    ],
    answered: 0,
    total: 10,
    receipt: null,
    promise: null,
    report_ready: false,
    ...change,
  }
}

/** What the player's API says. */
export type SittingStatus = 'invited' | 'started' | 'paused' | 'submitted' | 'withdrawn' | 'expired'
export type SectionStatus = 'locked' | 'open' | 'done'
export type AnswerValue = number | string | null

export interface Notice {
  code: string
  title: string
  text: string
}

export interface ConsentAsked {
  code: string
  text: string
  required: boolean
  given: boolean
}

export interface SectionOutline {
  index: number
  title: string
  minutes: number
  items: number
  status: SectionStatus
}

export interface Receipt {
  count: number
  hash: string
  submitted_at: string
  code: string
}

export interface PromiseToTaker {
  text: string
  due_on: string
}

export type AccommodationKind =
  'more_time' | 'breaks' | 'narrative' | 'large_type' | 'screen_reader' | 'scribe' | 'other_format'

export interface AccommodationInput {
  kinds: AccommodationKind[]
  words: string
}

export interface OwnAccommodation extends AccommodationInput {
  id: string
  status: 'requested' | 'granted' | 'declined' | 'withdrawn'
  answer: string
}

export interface TakerState {
  sitting: string
  organisation_name: string
  campaign_title: string
  purpose: string
  status: SittingStatus
  simulated: boolean
  language: string
  languages: string[]
  answer_by: string | null
  closes_at: string | null
  contact: string
  minutes: number
  measures: { title: string; why: string }[]
  notices: Notice[]
  consents: ConsentAsked[]
  accommodations: OwnAccommodation[]
  sections: SectionOutline[]
  answered: number
  total: number
  receipt: Receipt | null
  promise: PromiseToTaker | null
  report_ready: boolean
}

export interface Choice {
  value: number | string
  label: string
}

export interface RatingScaleItem {
  id: string
  format: 'rating_scale'
  stem: string
  choices: Choice[]
}

export interface SituationalRatingItem {
  id: string
  format: 'situational_rating'
  stem: string
  question?: string | null
  choices: Choice[]
  options: { id: string; text: string }[]
}

export type TakerItem = RatingScaleItem | SituationalRatingItem

export interface TakerSection {
  index: number
  title: string
  instructions: string
  practice: boolean
  entries_per_page: number
  instrument: { code: string; version: string; content_hash: string }
  items: TakerItem[]
}

export interface StartInput {
  consents: string[]
  language: string
}

export interface AnswerBatch {
  client: string
  events: { seq: number; item: string; value: AnswerValue; client_time: string }[]
}

export interface Acknowledgement {
  acknowledged: number
  saved: number
  /** Came after the end: kept, and not counted. */
  late: number
}

export interface OwnAnswers {
  answers: Record<string, AnswerValue>
  entries: { id: string; text: string; value: AnswerValue; label: string }[]
}

export interface SubmitInput {
  count: number
  hash: string
}

export interface Submission {
  receipt: Receipt
  promise: PromiseToTaker | null
}


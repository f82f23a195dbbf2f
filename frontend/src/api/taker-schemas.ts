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
  contact: string
  minutes: number
  measures: { title: string; why: string }[]
  notices: Notice[]
  consents: ConsentAsked[]
  sections: SectionOutline[]
  answered: number
  total: number
  receipt: Receipt | null
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
  question: string | null
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
}

export interface OwnAnswers {
  answers: Record<string, AnswerValue>
}

export interface SubmitInput {
  count: number
  hash: string
}

export interface Submission {
  receipt: Receipt
  promise: { text: string; due_on: string }
}

export type OwnReport = Record<string, unknown>

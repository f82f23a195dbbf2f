/** What the player's API says: short names for the shapes of the contract, and the response formats told apart. */
import type { components } from './generated/schema'

type Schemas = components['schemas']

export type TakerState = Schemas['TakerStateOutput']
export type SittingStatus = TakerState['status']
export type SectionOutline = Schemas['SectionOutlineOutput']
export type Notice = Schemas['NoticeOutput']
export type ConsentAsked = Schemas['ConsentAskedOutput']
export type Receipt = Schemas['ReceiptOutput']
export type OwnAccommodation = Schemas['OwnAccommodationOutput']
export type AccommodationInput = Schemas['AccommodationInputRequest']
export type AccommodationKind = AccommodationInput['kinds'][number]
export type Choice = Schemas['ChoiceOutput']
export type AnswerValue = Choice['value']
export type StartInput = Schemas['StartInputRequest']
export type AnswerBatch = Schemas['AnswerBatchInputRequest']
export type Acknowledgement = Schemas['AcknowledgementOutput']
export type OwnAnswers = Schemas['OwnAnswersOutput']
export type SubmitInput = Schemas['SubmitInputRequest']
export type Submission = Schemas['SubmissionOutput']
export type OwnReport = Schemas['ReportOutput']
export type ReportBlock = OwnReport['blocks'][number]

type Item = Schemas['TakerItemOutput']

export interface RatingScaleItem extends Item {
  format: 'rating_scale'
}

export interface SituationalRatingItem extends Item {
  format: 'situational_rating'
  options: NonNullable<Item['options']>
}

/** The contract lets a format be any word; these are the words that the player knows how to show. */
export type TakerItem = RatingScaleItem | SituationalRatingItem
export type TakerSection = Omit<Schemas['TakerSectionOutput'], 'items'> & { items: TakerItem[] }

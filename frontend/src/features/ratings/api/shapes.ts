import type { components } from '@/api/generated/schema'

type Schemas = components['schemas']

export type ExercisePlan = Schemas['ExercisePlanOutput']
export type Card = Schemas['CardOutput']
export type MyCard = Schemas['MyCardOutput']
export type OwnCard = Schemas['OwnCardOutput']
export type CardSheet = Schemas['CardSheetOutput']
export type Sheet = Schemas['SheetOutput']
export type SheetBlock = Schemas['SheetBlockOutput']
export type SheetRow = Schemas['SheetRowOutput']
export type Debrief = Schemas['DebriefOutput']
export type RowOfMarks = Schemas['RowOfMarksOutput']
export type MarkOfRater = Schemas['MarkOfRaterOutput']
export type CardInDebrief = Schemas['CardInDebriefOutput']
export type Seat = Schemas['SeatOutput']
export type Transcription = Schemas['TranscriptionInputRequest']

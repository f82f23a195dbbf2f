/** Short names for the shapes of the contract that more than one place speaks of. */
import type { components } from './generated/schema'

type Schemas = components['schemas']

export type Me = Schemas['MeOutput']
export type Membership = Schemas['MyMembershipOutput']
export type Capability = Schemas['Capability']
export type Role = Schemas['Role']
export type Member = Schemas['MemberOutput']
export type MemberInvitation = Schemas['MemberInvitationOutput']
export type AuditEvent = Schemas['AuditEventOutput']
export type ApiToken = Schemas['ApiTokenOutput']
export type Definition = Schemas['DefinitionOutput']
export type Culture = Schemas['CultureOutput']
export type Target = Schemas['TargetOutput']
export type Check = Schemas['CheckOutput']
export type Instrument = Schemas['InstrumentOutput']
export type InstrumentDetail = Schemas['InstrumentDetailOutput']
export type InstrumentKeys = Schemas['InstrumentKeysOutput']
export type TrainingTalk = Schemas['TrainingTalk']
export type Unit = Schemas['UnitOutput']
export type ScaleAtAGlance = Schemas['ScaleAtAGlanceOutput']
export type ScaleDetail = Schemas['ScaleDetailOutput']
export type CalibrationRun = Schemas['RunOutput']
export type Gate = Schemas['StepGateOutput']
export type CandidateBrief = Schemas['CandidateBrief']
export type ActorSheet = Schemas['ActorSheet']
export type RaterCard = Schemas['RaterCard']
export type Campaign = Schemas['CampaignOutput']
export type Funnel = Schemas['FunnelOutput']
export type Invitation = Schemas['InviteeOutput']
export type BadRow = Schemas['BadRowOutput']
export type PromiseMade = Schemas['PromiseOutput']
export type Decision = Schemas['DecisionOutput']
export type PairComparison = Schemas['PairComparisonOutput']

/** What may be null though the generator of the contract does not say so beside an enumeration. */
type OrNull<Shape, Keys extends keyof Shape> = Omit<Shape, Keys> & { [Key in Keys]: Shape[Key] | null }

export type DimensionFit = OrNull<Schemas['DimensionFitOutput'], 'verdict' | 'reason'>
export type MethodEvidence = Schemas['MethodEvidenceOutput']
export type CandidateInCampaign = Omit<Schemas['CampaignCandidateOutput'], 'dimensions'> & { dimensions: DimensionFit[] }
export type CandidateDetail = Omit<Schemas['CandidateDetailOutput'], 'dimensions'> & { dimensions: DimensionFit[] }
export type Accommodation = Schemas['AccommodationOutput']
export type AnswerQuality = Schemas['AnswerQualityOutput']
export type TenderRow = Schemas['TenderRowOutput']
export type Tender = Schemas['TenderOutput']
export type Evaluator = Schemas['EvaluatorOutput']
export type Clarification = Schemas['ClarificationOutput']
export type Bidder = Schemas['BidderOutput']
export type AssessedBid = Schemas['AssessedBidOutput']
export type Level = Schemas['LevelOutput']
export type EvidenceFile = Schemas['EvidenceOutput']
export type Contest = Schemas['ContestOutput']
export type Report = Schemas['ReportOutput']
export type ReportBlock = Report['blocks'][number]

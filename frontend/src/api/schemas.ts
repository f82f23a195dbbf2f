/** Short names for the shapes of the contract that more than one place speaks of. */
import type { components } from './generated/schema'

type Schemas = components['schemas']

export type Me = Schemas['MeOutput']
export type Membership = Schemas['MyMembershipOutput']
export type Capability = Schemas['Capability']
export type Role = Schemas['Role']
export type Member = Schemas['MemberOutput']
export type Invitation = Schemas['InvitationOutput']
export type AuditEvent = Schemas['AuditEventOutput']
export type ApiToken = Schemas['ApiTokenOutput']
export type Definition = Schemas['DefinitionOutput']
export type Culture = Schemas['CultureOutput']
export type Target = Schemas['TargetOutput']
export type Check = Schemas['CheckOutput']
export type Instrument = Schemas['InstrumentOutput']
export type Unit = Schemas['UnitOutput']

import { msg } from '@lingui/core/macro'
import type { MessageDescriptor } from '@lingui/core'
import type { Role } from '@/api/schemas'

interface RoleWords {
  name: MessageDescriptor
  task: MessageDescriptor
}

/** The roles of the capability table, in the words of the people who hold them. */
export const ROLE_WORDS: Record<Role, RoleWords> = {
  owner: { name: msg`Owner`, task: msg`Runs the organisation here: members, settings, everything.` },
  culture_steward: { name: msg`Culture steward`, task: msg`Drafts the culture definition and keeps it alive.` },
  signatory: { name: msg`Signatory`, task: msg`Signs the culture definition.` },
  recruiter: { name: msg`Recruiter`, task: msg`Runs campaigns, invites candidates, answers everybody by the date.` },
  buyer: { name: msg`Buyer`, task: msg`Runs tenders and compares suppliers under published criteria.` },
  hiring_manager: { name: msg`Hiring manager`, task: msg`Sees the evidence and decides, with a reason.` },
  rater: { name: msg`Rater`, task: msg`Rates what was seen on the day, without seeing other marks.` },
  customer_advocate: { name: msg`Customer advocate`, task: msg`Speaks for the customer in every decision.` },
  psychometrician: { name: msg`Psychometrician`, task: msg`Publishes instruments, calibrates scales, guards the gates.` },
  accommodations_officer: { name: msg`Accommodations officer`, task: msg`Grants other formats and extra time, out of sight of raters.` },
  auditor: { name: msg`Auditor`, task: msg`Reads everything that was done, changes nothing.` },
}

export const ROLES = Object.keys(ROLE_WORDS) as Role[]

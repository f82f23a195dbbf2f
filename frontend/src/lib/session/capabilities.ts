import { msg } from '@lingui/core/macro'
import type { MessageDescriptor } from '@lingui/core'
import type { Capability } from '@/api/schemas'

/** What one may do, in words: for the scopes of a key that another program gets. */
export const CAPABILITY_WORDS: Record<Capability, MessageDescriptor> = {
  view_members: msg`See who belongs to the organisation`,
  manage_members: msg`Invite members, change roles, deactivate`,
  view_audit_trail: msg`Read the audit trail`,
  manage_organisation: msg`Change the organisation’s settings`,
  manage_api_tokens: msg`Make and revoke API tokens`,
  view_culture: msg`Read culture definitions`,
  draft_culture: msg`Draft culture definitions`,
  sign_culture: msg`Sign culture definitions`,
  view_instruments: msg`Read instruments as takers see them`,
  view_keys: msg`Read scoring keys and parameters`,
  publish_instrument: msg`Publish instruments and models`,
  import_responses: msg`Import answers`,
  calibrate_scales: msg`Calibrate scales, promote and suspend them`,
  view_campaigns: msg`See campaigns and their people`,
  manage_campaigns: msg`Open campaigns, invite and answer people`,
  view_results: msg`See positions and fit`,
  decide: msg`Decide about candidates`,
  rate: msg`Rate people in exercises, and bidders`,
  view_debriefs: msg`See the sealed marks of a panel side by side`,
  view_tenders: msg`See tenders, and their results when it is time`,
  manage_tenders: msg`Open tenders, invite suppliers and answer them`,
  decide_tenders: msg`Decide about bidders`,
  view_promises: msg`See promises and whether they were kept`,
  manage_accommodations: msg`See and answer requests for another format`,
  remove_demo: msg`Remove the demo organisations`,
}

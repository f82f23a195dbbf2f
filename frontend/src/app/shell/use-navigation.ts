import { useLingui } from '@lingui/react/macro'
import type { Capability } from '@/api/schemas'
import { useMembership } from '@/lib/session/organisation'

export interface Destination {
  id: string
  name: string
  what: string
  href: string
  group: 'work' | 'house'
  requires: Capability | null
}

/** The places of the organisation that this member may go to; the same capabilities guard them on the server. */
export function useNavigation(): readonly Destination[] {
  const { t } = useLingui()
  const { organisation, capabilities } = useMembership()
  const at = (path: string) => `/o/${organisation.id}${path}`
  const all: Destination[] = [
    { id: 'home', name: t`Home`, what: t`What waits for you`, href: at(''), group: 'work', requires: null },
    { id: 'cards', name: t`My cards`, what: t`Whom you watch, and the cards you handed in`, href: at('/cards'), group: 'work', requires: 'rate' },
    { id: 'campaigns', name: t`Campaigns`, what: t`Vacancies, invitations, candidates`, href: at('/campaigns'), group: 'work', requires: 'view_campaigns' },
    { id: 'tenders', name: t`Tenders`, what: t`Suppliers compared under frozen criteria`, href: at('/tenders'), group: 'work', requires: 'view_tenders' },
    { id: 'culture', name: t`Culture`, what: t`What the organisation wants to be to its customers`, href: at('/culture'), group: 'work', requires: 'view_culture' },
    { id: 'instruments', name: t`Instruments`, what: t`What people are asked, and how well it is proved`, href: at('/instruments'), group: 'work', requires: 'view_instruments' },
    { id: 'training', name: t`Training for raters`, what: t`Talks to mark before one rates anybody`, href: at('/training'), group: 'work', requires: 'view_debriefs' },
    { id: 'imports', name: t`Imported answers`, what: t`Answers from files, and how their people stand`, href: at('/imports'), group: 'work', requires: 'import_responses' },
    { id: 'psychometrics', name: t`Psychometrics`, what: t`How far every scale is proved, and by which figures`, href: at('/psychometrics'), group: 'work', requires: 'view_instruments' },
    { id: 'promises', name: t`Promises`, what: t`What is owed to candidates, and whether it was kept`, href: at('/promises'), group: 'work', requires: 'view_promises' },
    { id: 'accommodations', name: t`Other formats`, what: t`Requests for more time, breaks, another format`, href: at('/accommodations'), group: 'work', requires: 'manage_accommodations' },
    { id: 'members', name: t`Members`, what: t`Who works here and what they may do`, href: at('/members'), group: 'house', requires: 'view_members' },
    { id: 'audit', name: t`Audit trail`, what: t`Every change, who made it and when`, href: at('/audit-trail'), group: 'house', requires: 'view_audit_trail' },
    { id: 'api-tokens', name: t`API tokens`, what: t`Keys for other programs`, href: at('/api-tokens'), group: 'house', requires: 'manage_api_tokens' },
    { id: 'settings', name: t`Settings`, what: t`Mail and what the organisation is called`, href: at('/settings'), group: 'house', requires: 'manage_organisation' },
  ]
  return all.filter(({ requires }) => requires === null || capabilities.includes(requires))
}

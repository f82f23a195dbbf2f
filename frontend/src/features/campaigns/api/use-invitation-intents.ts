import { bodyOf, client } from '@/api/client'
import type { components } from '@/api/generated/schema'
import type { Invitation } from '@/api/schemas'
import { useOrganisationId } from '@/lib/session/organisation'
import { useIntent } from '@/lib/session/use-intent'
import { campaignKey, campaignsKey } from './queries'

type Invited = components['schemas']['InvitedOutput']
export type ReadList = components['schemas']['ReadListOutput']
export type RowsChoice = components['schemas']['InviteListInputRequest']['choice']

const CAMPAIGN = '/api/v1/organisations/{organisation_id}/campaigns/{campaign_id}'
const INVITATION = '/api/v1/organisations/{organisation_id}/invitations/{invitation_id}'

export function useInvitePerson(campaign_id: string, onDone: (invited: Invited) => void) {
  const organisation_id = useOrganisationId()
  return useIntent({
    send: (person: { name: string; email: string }, headers) =>
      bodyOf(
        client.POST(`${CAMPAIGN}/invitations`, {
          params: { path: { organisation_id, campaign_id } },
          headers,
          body: { people: [{ ...person, language: '' }], choice: 'all' },
        }),
      ),
    refresh: [campaignsKey(organisation_id)],
    onDone,
  })
}

/** Reads a pasted list or file without inviting anybody. */
export function usePreviewList(campaign_id: string, onDone: (list: ReadList) => void) {
  const organisation_id = useOrganisationId()
  return useIntent({
    send: (text: string, headers) =>
      bodyOf(
        client.POST(`${CAMPAIGN}/invitations/preview`, {
          params: { path: { organisation_id, campaign_id } },
          headers,
          body: { text },
        }),
      ),
    onDone,
  })
}

export function useInviteList(campaign_id: string, onDone: (invited: Invited) => void) {
  const organisation_id = useOrganisationId()
  return useIntent({
    send: (body: { text: string; choice: RowsChoice }, headers) =>
      bodyOf(
        client.POST(`${CAMPAIGN}/invitations/list`, {
          params: { path: { organisation_id, campaign_id } },
          headers,
          body,
        }),
      ),
    refresh: [campaignsKey(organisation_id)],
    onDone,
  })
}

function useInvitationPlace(invitation: Invitation) {
  const organisation_id = useOrganisationId()
  return {
    params: { path: { organisation_id, invitation_id: invitation.id } },
    ifSeen: { 'If-Match': `"${invitation.revision}"` },
    refresh: [campaignKey(organisation_id, invitation.campaign_id)],
  }
}

export type InvitationAct = 'resend' | 'revoke'

export function useInvitationAct(invitation: Invitation, act: InvitationAct, onDone: () => void) {
  const { params, refresh } = useInvitationPlace(invitation)
  return useIntent({
    send: (_: InvitationAct, headers) => bodyOf<unknown>(client.POST(`${INVITATION}/${act}`, { params, headers })),
    refresh,
    onDone,
  })
}

export function useCorrectAddress(invitation: Invitation, onDone: () => void) {
  const { params, ifSeen, refresh } = useInvitationPlace(invitation)
  return useIntent({
    send: (email: string, headers) =>
      bodyOf(client.POST(`${INVITATION}/address`, { params, headers: { ...headers, ...ifSeen }, body: { email } })),
    refresh,
    onDone,
  })
}

export function useExtend(invitation: Invitation, onDone: () => void) {
  const { params, ifSeen, refresh } = useInvitationPlace(invitation)
  return useIntent({
    send: (closes_on: string, headers) =>
      bodyOf(client.POST(`${INVITATION}/extend`, { params, headers: { ...headers, ...ifSeen }, body: { closes_on } })),
    refresh,
    onDone,
  })
}

export function useFreshLink(invitation: Invitation) {
  const { params, refresh } = useInvitationPlace(invitation)
  return useIntent({
    send: (_: 'link', headers) => bodyOf(client.POST(`${INVITATION}/link`, { params, headers })),
    refresh,
  })
}

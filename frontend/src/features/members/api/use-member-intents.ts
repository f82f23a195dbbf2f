import { bodyOf, client } from '@/api/client'
import type { Member, Role } from '@/api/schemas'
import { useOrganisationId } from '@/lib/session/organisation'
import { useIntent } from '@/lib/session/use-intent'
import { membersKey } from './queries'

interface Invitation {
  email: string
  name: string
  roles: Role[]
}

export function useInviteMember(onDone: (member: Member) => void) {
  const organisation_id = useOrganisationId()
  return useIntent({
    send: (body: Invitation, headers) =>
      bodyOf(
        client.POST('/api/v1/organisations/{organisation_id}/members/invitations', {
          params: { path: { organisation_id } },
          headers,
          body,
        }),
      ),
    refresh: [membersKey(organisation_id)],
    onDone,
  })
}

export function useChangeRoles(member: Member, onDone: () => void) {
  const organisation_id = useOrganisationId()
  return useIntent({
    send: (roles: Role[], headers) =>
      bodyOf(
        client.PATCH('/api/v1/organisations/{organisation_id}/members/{membership_id}', {
          params: {
            path: { organisation_id, membership_id: member.id },
          },
          // Nobody overwrites what they have not seen.
          headers: { ...headers, 'If-Match': `"${member.revision ?? 0}"` },
          body: { roles },
        }),
      ),
    refresh: [membersKey(organisation_id), ['me']],
    onDone,
  })
}

export type MemberAct = 'deactivate' | 'reactivate' | 'resend-invitation'

export function useMemberAct(member: Member, act: MemberAct, onDone: () => void) {
  const organisation_id = useOrganisationId()
  return useIntent({
    send: (_: { act: MemberAct; member: string }, headers) =>
      bodyOf<unknown>(
        client.POST(`/api/v1/organisations/{organisation_id}/members/{membership_id}/${act}`, {
          params: { path: { organisation_id, membership_id: member.id } },
          headers,
        }),
      ),
    refresh: [membersKey(organisation_id)],
    onDone,
  })
}

import { bodyOf, client } from '@/api/client'
import type { components } from '@/api/generated/schema'
import type { ApiToken } from '@/api/schemas'
import { useOrganisationId } from '@/lib/session/organisation'
import { useIntent } from '@/lib/session/use-intent'
import { tokensKey } from './queries'

type NewToken = components['schemas']['CreateApiTokenInputRequest']

export function useCreateToken() {
  const organisation_id = useOrganisationId()
  return useIntent({
    send: (body: NewToken, headers) =>
      bodyOf(
        client.POST('/api/v1/organisations/{organisation_id}/api-tokens', {
          params: { path: { organisation_id } },
          headers,
          body,
        }),
      ),
    refresh: [tokensKey(organisation_id)],
  })
}

export function useRevokeToken(token: ApiToken, onDone: () => void) {
  const organisation_id = useOrganisationId()
  return useIntent({
    send: (_: 'revoke', headers) =>
      bodyOf(
        client.POST('/api/v1/organisations/{organisation_id}/api-tokens/{token_id}/revoke', {
          params: { path: { organisation_id, token_id: token.id } },
          headers,
        }),
      ),
    refresh: [tokensKey(organisation_id)],
    onDone,
  })
}

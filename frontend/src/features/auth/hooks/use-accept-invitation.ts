import { bodyOf, client } from '@/api/client'
import { useIntent } from '@/lib/session/use-intent'

export function useAcceptInvitation(token: string, onAccepted: () => void) {
  return useIntent({
    send: (wish: { name: string; password: string }, headers) =>
      bodyOf(client.POST('/api/v1/invitations/accept', { headers, body: { token, ...wish } })),
    onDone: onAccepted,
  })
}

import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { bodyOf, client } from '@/api/client'
import { NarrowPage } from '@/components/layouts/narrow-page'
import { Callout } from '@/components/ui/callout'
import { Loading } from '@/components/ui/loading'
import { takeFragment } from '@/lib/address/fragment'
import { AcceptInvitationForm } from './accept-invitation-form'

export function AcceptInvitationPage({ onAccepted }: { onAccepted: () => void }) {
  const { t } = useLingui()
  const [token] = useState(takeFragment)
  const invitation = useQuery({
    queryKey: ['invitation', token],
    queryFn: () => bodyOf(client.POST('/api/v1/invitations/inspect', { body: { token } })),
    retry: false,
    enabled: token !== '',
    staleTime: Infinity,
  })
  if (!token || invitation.isError)
    return (
      <NarrowPage title={t`This invitation does not work`}>
        <Callout tone="danger" title={t`It was used already, taken back, or is too old`}>
          <p>{t`Ask the person who invited you to send it again. Each new mail makes the older ones useless.`}</p>
        </Callout>
      </NarrowPage>
    )
  if (!invitation.data) return <Loading />
  const { organisation_name: organisation } = invitation.data
  return (
    <NarrowPage title={t`Join ${organisation}`} lead={t`You were invited to work with ${organisation} on Onculture.`}>
      <AcceptInvitationForm token={token} invitation={invitation.data} onAccepted={onAccepted} />
    </NarrowPage>
  )
}

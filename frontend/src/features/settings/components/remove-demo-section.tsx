import { useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { bodyOf, client } from '@/api/client'
import { Section } from '@/components/layouts/section'
import { Row } from '@/components/layouts/stack'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { useMembership } from '@/lib/session/organisation'
import { useIntent } from '@/lib/session/use-intent'

/** The demo is made of simulated people; once it has shown what it should, an owner clears it away. */
export function RemoveDemoSection({ onRemoved }: { onRemoved: () => void }) {
  const { t } = useLingui()
  const { organisation } = useMembership()
  const [asking, setAsking] = useState(false)
  const remove = useIntent({
    send: (_: 'remove', headers) =>
      bodyOf<unknown>(
        client.POST('/api/v1/organisations/{organisation_id}/remove-demo', {
          params: { path: { organisation_id: organisation.id } },
          headers,
        }),
      ),
    refresh: [['me']],
    onDone: onRemoved,
  })
  return (
    <Section title={t`Demo`} lead={t`This organisation was made up to show the product. Nobody in it is real.`} card>
      <Row>
        <Button onPress={() => setAsking(true)}>{t`Remove the demo`}</Button>
      </Row>
      <ConfirmDialog
        title={t`Remove ${organisation.name}`}
        action={t`Remove it`}
        isOpen={asking}
        isPending={remove.isPending}
        problem={remove.error}
        onConfirm={() => remove.mutate('remove')}
        onClose={() => setAsking(false)}
      >
        <p>{t`Everybody and everything in it goes: members, candidates, answers, scores, the audit trail. This cannot be undone.`}</p>
      </ConfirmDialog>
    </Section>
  )
}

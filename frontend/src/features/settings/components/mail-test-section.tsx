import { useLingui } from '@lingui/react/macro'
import { bodyOf, client } from '@/api/client'
import { Section } from '@/components/layouts/section'
import { Row } from '@/components/layouts/stack'
import { Button } from '@/components/ui/button'
import { ProblemCallout } from '@/components/ui/problem-callout'
import { useToast } from '@/components/ui/toasts'
import { useMe } from '@/lib/session/me'
import { useOrganisationId } from '@/lib/session/organisation'
import { useIntent } from '@/lib/session/use-intent'

export function MailTestSection() {
  const { t } = useLingui()
  const toast = useToast()
  const { user } = useMe()
  const organisation_id = useOrganisationId()
  const test = useIntent({
    send: (_: 'test', headers) =>
      bodyOf<unknown>(
        client.POST('/api/v1/organisations/{organisation_id}/mail/test', { params: { path: { organisation_id } }, headers }),
      ),
    onDone: () => toast(t`A test mail is on its way to ${user.email}.`),
  })
  return (
    <Section title={t`Mail`} lead={t`Invitations and answers travel by mail. See that yours arrive before you invite anybody.`} card>
      {test.error && <ProblemCallout problem={test.error} />}
      <Row>
        <Button onPress={() => test.mutate('test')} isPending={test.isPending}>{t`Send me a test mail`}</Button>
      </Row>
    </Section>
  )
}

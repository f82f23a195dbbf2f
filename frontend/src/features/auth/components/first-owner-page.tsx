import { useLingui } from '@lingui/react/macro'
import { bodyOf, client } from '@/api/client'
import { NarrowPage } from '@/components/layouts/narrow-page'
import { Button } from '@/components/ui/button'
import { Form } from '@/components/ui/form'
import { TextField } from '@/components/ui/text-field'
import { useIntent } from '@/lib/session/use-intent'
import { NewPasswordField } from './new-password-field'

const text = (values: Record<string, string>, name: string) => values[name] ?? ''

export function FirstOwnerPage({ onDone }: { onDone: (email: string) => void }) {
  const { t } = useLingui()
  const found = useIntent({
    send: (values: Record<string, string>, headers) =>
      bodyOf(
        client.POST('/api/v1/first-owner', {
          headers,
          body: {
            code: text(values, 'code').trim(),
            organisation_name: text(values, 'organisation_name'),
            name: text(values, 'name'),
            email: text(values, 'email'),
            password: text(values, 'password'),
          },
        }),
      ),
    onDone: (_, values) => onDone(text(values, 'email')),
  })
  return (
    <NarrowPage
      title={t`Set up Onculture`}
      lead={t`You become the owner of the first organisation and can invite everybody else.`}
    >
      <Form label={t`Set up Onculture`} problem={found.error} onSubmit={(values) => found.mutate(values)}>
        <TextField label={t`One-time code`} help={t`It stands in the terminal where the server was started.`} name="code" autoComplete="off" />
        <TextField label={t`Name of the organisation`} name="organisation_name" autoComplete="organization" />
        <TextField label={t`Your name`} name="name" autoComplete="name" />
        <TextField label={t`Your e-mail`} name="email" type="email" autoComplete="username" />
        <NewPasswordField />
        <Button type="submit" tone="primary" isPending={found.isPending}>{t`Set up`}</Button>
      </Form>
    </NarrowPage>
  )
}

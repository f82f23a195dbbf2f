import { Trans, useLingui } from '@lingui/react/macro'
import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ProblemError } from '@/api/problem'
import { readSession, requestPasswordReset, type SignInResult } from '@/api/sign-in'
import { NarrowPage } from '@/components/layouts/narrow-page'
import { Button } from '@/components/ui/button'
import { Callout } from '@/components/ui/callout'
import { Form } from '@/components/ui/form'
import { TextField } from '@/components/ui/text-field'

export function ForgottenPasswordPage() {
  const { t } = useLingui()
  const request = useMutation<SignInResult, ProblemError, string>({
    mutationFn: async (email) => {
      await readSession()
      return requestPasswordReset(email)
    },
  })
  const back = (
    <Link to="/sign-in">
      <Trans>Back to sign in</Trans>
    </Link>
  )
  return (
    <NarrowPage title={t`Set a new password`} lead={t`We send a link to your address. It works once.`} footer={back}>
      {request.isSuccess ? (
        <Callout tone="good" title={t`Look at your mail`} live>
          {/* The same words for a known and an unknown address: nobody learns who works here. */}
          <p>
            <Trans>If this address belongs to an account, a link is on its way to it.</Trans>
          </p>
        </Callout>
      ) : (
        <Form label={t`Set a new password`} problem={request.error} onSubmit={(values) => request.mutate(values.email ?? '')}>
          <TextField label={t`E-mail`} name="email" type="email" autoComplete="username" />
          <Button type="submit" tone="primary" isPending={request.isPending}>{t`Send the link`}</Button>
        </Form>
      )}
    </NarrowPage>
  )
}

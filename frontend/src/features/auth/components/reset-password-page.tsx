import { useLingui } from '@lingui/react/macro'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { ProblemError } from '@/api/problem'
import { readSession, resetPassword, type SignInResult } from '@/api/sign-in'
import { NarrowPage } from '@/components/layouts/narrow-page'
import { Button } from '@/components/ui/button'
import { Callout } from '@/components/ui/callout'
import { Form } from '@/components/ui/form'
import { LinkButton } from '@/components/ui/link-button'
import { takeFragment } from '@/lib/address/fragment'
import { NewPasswordField } from './new-password-field'

export function ResetPasswordPage() {
  const { t } = useLingui()
  const [key] = useState(takeFragment)
  const reset = useMutation<SignInResult, ProblemError, string>({
    mutationFn: async (password) => {
      await readSession()
      return resetPassword({ key, password })
    },
  })
  const broken = !key || reset.error?.errors.some((error) => error.field === 'key')
  return (
    <NarrowPage title={t`Choose a new password`}>
      {reset.isSuccess ? (
        <Callout tone="good" title={t`The new password is set`} live />
      ) : broken ? (
        <Callout tone="danger" title={t`This link does not work any more`} live>
          <p>{t`It works once and for a short time. Ask for a new one.`}</p>
        </Callout>
      ) : (
        <Form label={t`Set the password`} problem={reset.error} onSubmit={(values) => reset.mutate(values.password ?? '')}>
          <NewPasswordField />
          <Button type="submit" tone="primary" isPending={reset.isPending}>{t`Set the password`}</Button>
        </Form>
      )}
      {reset.isSuccess && <LinkButton to="/sign-in" tone="primary">{t`Sign in`}</LinkButton>}
      {broken && <LinkButton to="/forgotten-password">{t`Ask for a new link`}</LinkButton>}
    </NarrowPage>
  )
}

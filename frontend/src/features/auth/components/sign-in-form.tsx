import { useLingui } from '@lingui/react/macro'
import { Button } from '@/components/ui/button'
import { Form } from '@/components/ui/form'
import { TextField } from '@/components/ui/text-field'
import { useSignIn } from '../hooks/use-sign-in'
import { SecondFactorForm } from './second-factor-form'

interface SignInFormProps {
  onSignedIn: () => void
  email?: string
}

export function SignInForm({ onSignedIn, email }: SignInFormProps) {
  const { t } = useLingui()
  const { step, password, secondFactor } = useSignIn(onSignedIn)
  if (step === 'second-factor')
    return (
      <SecondFactorForm
        problem={secondFactor.error}
        isPending={secondFactor.isPending}
        onCode={(code) => secondFactor.mutate(code)}
      />
    )
  return (
    <Form
      label={t`Sign in`}
      problem={password.error}
      onSubmit={(values) => password.mutate({ email: values.email ?? '', password: values.password ?? '' })}
    >
      <TextField label={t`E-mail`} name="email" type="email" autoComplete="username" defaultValue={email} />
      <TextField label={t`Password`} name="password" type="password" autoComplete="current-password" />
      <Button type="submit" tone="primary" isPending={password.isPending}>{t`Sign in`}</Button>
    </Form>
  )
}

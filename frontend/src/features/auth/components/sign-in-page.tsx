import { Trans, useLingui } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import { NarrowPage } from '@/components/layouts/narrow-page'
import { SignInForm } from './sign-in-form'

export function SignInPage({ onSignedIn }: { onSignedIn: () => void }) {
  const { t } = useLingui()
  const forgotten = (
    <Link to="/forgotten-password">
      <Trans>Forgotten password?</Trans>
    </Link>
  )
  return (
    <NarrowPage title={t`Sign in`} footer={forgotten}>
      <SignInForm onSignedIn={onSignedIn} />
    </NarrowPage>
  )
}

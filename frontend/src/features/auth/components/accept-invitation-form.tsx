import { Trans, useLingui } from '@lingui/react/macro'
import type { MemberInvitation } from '@/api/schemas'
import { ProblemCallout } from '@/components/ui/problem-callout'
import { Button } from '@/components/ui/button'
import { Form } from '@/components/ui/form'
import { TextField } from '@/components/ui/text-field'
import { useAcceptInvitation } from '../hooks/use-accept-invitation'
import { NewPasswordField } from './new-password-field'
import { SignInForm } from './sign-in-form'

interface AcceptInvitationFormProps {
  token: string
  invitation: MemberInvitation
  onAccepted: () => void
}

/** A new person chooses a password; somebody with an account signs in to it. */
export function AcceptInvitationForm({ token, invitation, onAccepted }: AcceptInvitationFormProps) {
  const { t } = useLingui()
  const accept = useAcceptInvitation(token, onAccepted)
  if (invitation.has_account)
    return (
      <>
        <p>
          <Trans>You have an account here already. Sign in to it, and you have joined.</Trans>
        </p>
        {accept.error && <ProblemCallout problem={accept.error} />}
        <SignInForm email={invitation.email} onSignedIn={() => accept.mutate({ name: '', password: '' })} />
      </>
    )
  return (
    <Form
      label={t`Join`}
      problem={accept.error}
      onSubmit={(values) => accept.mutate({ name: values.name ?? '', password: values.password ?? '' })}
    >
      <TextField label={t`E-mail`} value={invitation.email} isReadOnly autoComplete="username" />
      <TextField label={t`Your name`} name="name" defaultValue={invitation.name} autoComplete="name" />
      <NewPasswordField />
      <Button type="submit" tone="primary" isPending={accept.isPending}>{t`Join`}</Button>
    </Form>
  )
}

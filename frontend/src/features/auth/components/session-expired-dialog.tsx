import { Trans, useLingui } from '@lingui/react/macro'
import { useEffect, useState } from 'react'
import { onSessionExpired } from '@/api/session-guard'
import { Dialog } from '@/components/ui/dialog'
import { SignInForm } from './sign-in-form'

type Answer = (signedIn: boolean) => void

/** Signs in again on top of the page, so that what was typed below stays and the request that failed is sent again. */
export function SessionExpiredDialog({ email, onGivenUp }: { email: string; onGivenUp: () => void }) {
  const { t } = useLingui()
  const [answer, setAnswer] = useState<Answer | null>(null)

  useEffect(() => {
    onSessionExpired(() => new Promise<boolean>((resolve) => setAnswer(() => resolve)))
    return () => onSessionExpired(() => Promise.resolve(false))
  }, [])

  function close(signedIn: boolean) {
    answer?.(signedIn)
    setAnswer(null)
    if (!signedIn) onGivenUp()
  }

  return (
    <Dialog title={t`Please sign in again`} isOpen={answer !== null} onClose={() => close(false)} insistent>
      <p>
        <Trans>Your session has ended. What you typed is still there.</Trans>
      </p>
      <SignInForm email={email} onSignedIn={() => close(true)} />
    </Dialog>
  )
}

import { Trans } from '@lingui/react/macro'
import { useId, useState, type SyntheticEvent } from 'react'
import { askForNewLink } from '@/api/taker'
import { Button } from '../parts/button'
import { Callout } from '../parts/callout'
import { Stack } from '../parts/stack'
import styles from './form.module.css'

type Step = 'asking' | 'sending' | 'sent' | 'failed'

/** "I lost my link". The answer is the same whether or not the address is known to anybody. */
export function LostLinkForm() {
  const id = useId()
  const [email, setEmail] = useState('')
  const [step, setStep] = useState<Step>('asking')
  const send = (event: SyntheticEvent) => {
    event.preventDefault()
    setStep('sending')
    askForNewLink(email).then(
      () => setStep('sent'),
      () => setStep('failed'),
    )
  }
  if (step === 'sent')
    return (
      <Callout tone="good" role="status">
        <Trans>
          If an invitation is open for this address, a new link is on its way to it. The old one stops working. Look also
          among unwanted mail.
        </Trans>
      </Callout>
    )
  return (
    <form onSubmit={send} className={styles.form}>
      <Stack gap="small">
        <h2>
          <Trans>I lost my link</Trans>
        </h2>
        <label htmlFor={id}>
          <Trans>The mail address that was invited</Trans>
        </label>
        <input
          id={id}
          className={styles.text}
          type="email"
          autoComplete="email"
          required
          maxLength={254}
          dir="ltr"
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        {step === 'failed' && (
          <Callout tone="caution" role="alert">
            <Trans>That could not be sent just now. Please try again in a minute.</Trans>
          </Callout>
        )}
        <div>
          <Button type="submit" tone="primary" aria-disabled={step === 'sending'}>
            <Trans>Send me a new link</Trans>
          </Button>
        </div>
      </Stack>
    </form>
  )
}

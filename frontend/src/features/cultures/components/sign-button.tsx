import { useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import type { Culture } from '@/api/schemas'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { ReauthenticateDialog } from '@/components/ui/reauthenticate-dialog'
import { useToast } from '@/components/ui/toasts'
import { useSignVersion } from '../api/use-version-intents'

/** The server asks for a fresh proof of identity where the last one is minutes old. */
const PROOF_NEEDED = 428

export function SignButton({ version }: { version: Culture }) {
  const { t } = useLingui()
  const toast = useToast()
  const [asking, setAsking] = useState(false)
  const sign = useSignVersion(version, () => {
    toast(t`You have signed.`)
    setAsking(false)
  })
  const mustProve = sign.error?.status === PROOF_NEEDED
  return (
    <>
      <Button tone="primary" onPress={() => setAsking(true)}>{t`Sign`}</Button>
      <ConfirmDialog
        title={t`Sign the definition`}
        action={t`Sign it`}
        destructive={false}
        isOpen={asking && !mustProve}
        isPending={sign.isPending}
        problem={sign.error}
        onConfirm={() => sign.mutate(version.content_hash)}
        onClose={() => setAsking(false)}
      >
        <p>{t`You sign exactly what carries this fingerprint. Once enough have signed it can never be changed, only followed by a new version.`}</p>
        <p>
          <code translate="no">{version.content_hash}</code>
        </p>
      </ConfirmDialog>
      <ReauthenticateDialog isOpen={mustProve} onClose={() => sign.reset()} onDone={() => sign.mutate(version.content_hash)} />
    </>
  )
}

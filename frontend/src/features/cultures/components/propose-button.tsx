import { useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import type { Culture } from '@/api/schemas'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { useToast } from '@/components/ui/toasts'
import { useVersionStep } from '../api/use-version-intents'

export function ProposeButton({ version }: { version: Culture }) {
  const { t } = useLingui()
  const toast = useToast()
  const [asking, setAsking] = useState(false)
  const blocked = version.checks.some((check) => check.gravity === 'blocking')
  const propose = useVersionStep(version, 'propose', () => {
    toast(t`It lies before its signatories.`)
    setAsking(false)
  })
  return (
    <>
      <Button tone="primary" onPress={() => setAsking(true)} isDisabled={blocked}>{t`Propose for signature`}</Button>
      <ConfirmDialog
        title={t`Propose for signature`}
        action={t`Propose it`}
        destructive={false}
        isOpen={asking}
        isPending={propose.isPending}
        problem={propose.error}
        onConfirm={() => propose.mutate('propose')}
        onClose={() => setAsking(false)}
      >
        <p>{t`The draft is closed for editing while the signatories read it. You can take it back; signatures given so far then lapse.`}</p>
      </ConfirmDialog>
    </>
  )
}

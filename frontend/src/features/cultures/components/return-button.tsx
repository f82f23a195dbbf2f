import { useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import type { Culture } from '@/api/schemas'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { useVersionStep } from '../api/use-version-intents'

export function ReturnButton({ version }: { version: Culture }) {
  const { t } = useLingui()
  const [asking, setAsking] = useState(false)
  const close = () => setAsking(false)
  const back = useVersionStep(version, 'return', close)
  return (
    <>
      <Button onPress={() => setAsking(true)}>{t`Take it back to edit`}</Button>
      <ConfirmDialog
        title={t`Take it back to edit`}
        action={t`Take it back`}
        isOpen={asking}
        isPending={back.isPending}
        problem={back.error}
        onConfirm={() => back.mutate('return')}
        onClose={close}
      >
        <p>{t`Signatures given so far lapse: the signatories will sign the changed draft afresh.`}</p>
      </ConfirmDialog>
    </>
  )
}

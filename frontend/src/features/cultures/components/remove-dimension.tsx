import { useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import type { Culture, Target } from '@/api/schemas'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { useRemoveDimension } from '../api/use-version-intents'

export function RemoveDimension({ version, target }: { version: Culture; target: Target }) {
  const { t } = useLingui()
  const [asking, setAsking] = useState(false)
  const close = () => setAsking(false)
  const remove = useRemoveDimension(version, close)
  return (
    <>
      <Button tone="quiet" onPress={() => setAsking(true)} aria-label={t`Take out ${target.name}`}>{t`Take out`}</Button>
      <ConfirmDialog
        title={t`Take out ${target.name}`}
        action={t`Take it out`}
        isOpen={asking}
        isPending={remove.isPending}
        problem={remove.error}
        onConfirm={() => remove.mutate(target.code)}
        onClose={close}
      >
        <p>{t`Its band, reasons and behaviours leave this draft. Signed versions keep theirs.`}</p>
      </ConfirmDialog>
    </>
  )
}

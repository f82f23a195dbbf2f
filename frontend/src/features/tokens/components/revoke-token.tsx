import { useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import type { ApiToken } from '@/api/schemas'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { useToast } from '@/components/ui/toasts'
import { useRevokeToken } from '../api/use-token-intents'

export function RevokeToken({ token }: { token: ApiToken }) {
  const { t } = useLingui()
  const toast = useToast()
  const [asking, setAsking] = useState(false)
  const revoke = useRevokeToken(token, () => {
    toast(t`${token.name} works no longer.`)
    setAsking(false)
  })
  return (
    <>
      <Button compact onPress={() => setAsking(true)} aria-label={t`Revoke ${token.name}`}>{t`Revoke`}</Button>
      <ConfirmDialog
        title={t`Revoke ${token.name}`}
        action={t`Revoke it`}
        isOpen={asking}
        isPending={revoke.isPending}
        problem={revoke.error}
        onConfirm={() => revoke.mutate('revoke')}
        onClose={() => setAsking(false)}
      >
        <p>{t`The program that has it is refused from its next request on. This cannot be undone; make another token instead.`}</p>
      </ConfirmDialog>
    </>
  )
}

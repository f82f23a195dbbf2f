import { Trans, useLingui } from '@lingui/react/macro'
import { useMutation } from '@tanstack/react-query'
import type { ProblemError } from '@/api/problem'
import { reauthenticate, type SignInResult } from '@/api/sign-in'
import { Button } from './button'
import { Dialog } from './dialog'
import { DialogActions } from './dialog-actions'
import { Form } from './form'
import { TextField } from './text-field'

interface ReauthenticateDialogProps {
  isOpen: boolean
  onClose: () => void
  onDone: () => void
}

/** Before something weighty, the person shows once more that it is them. */
export function ReauthenticateDialog({ isOpen, onClose, onDone }: ReauthenticateDialogProps) {
  const { t } = useLingui()
  const confirm = useMutation<SignInResult, ProblemError, string>({ mutationFn: reauthenticate, onSuccess: onDone })
  return (
    <Dialog title={t`Please confirm that it is you`} isOpen={isOpen} onClose={onClose}>
      <p>
        <Trans>You signed in a while ago. Your password once more, then it goes on.</Trans>
      </p>
      <Form label={t`Confirm`} problem={confirm.error} onSubmit={(values) => confirm.mutate(values.password ?? '')}>
        <TextField label={t`Password`} name="password" type="password" autoComplete="current-password" autoFocus />
        <DialogActions>
          <Button onPress={onClose}>{t`Cancel`}</Button>
          <Button type="submit" tone="primary" isPending={confirm.isPending}>{t`Confirm`}</Button>
        </DialogActions>
      </Form>
    </Dialog>
  )
}

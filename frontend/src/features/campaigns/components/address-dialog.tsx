import { useLingui } from '@lingui/react/macro'
import type { Invitation } from '@/api/schemas'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { DialogActions } from '@/components/ui/dialog-actions'
import { Form } from '@/components/ui/form'
import { TextField } from '@/components/ui/text-field'
import { useToast } from '@/components/ui/toasts'
import { useCorrectAddress } from '../api/use-invitation-intents'

export function AddressDialog({ invitation, onClose }: { invitation: Invitation; onClose: () => void }) {
  const { t } = useLingui()
  const toast = useToast()
  const correct = useCorrectAddress(invitation, () => {
    toast(t`The address is corrected and the invitation sent to it.`)
    onClose()
  })
  return (
    <Dialog title={t`Address of ${invitation.name}`} isOpen onClose={onClose}>
      <Form label={t`Address`} problem={correct.error} onSubmit={({ email = '' }) => correct.mutate(email)}>
        <TextField label={t`E-mail`} name="email" type="email" defaultValue={invitation.email} autoFocus />
        <DialogActions>
          <Button onPress={onClose}>{t`Cancel`}</Button>
          <Button type="submit" tone="primary" isPending={correct.isPending}>{t`Correct and send`}</Button>
        </DialogActions>
      </Form>
    </Dialog>
  )
}

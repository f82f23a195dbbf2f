import { useLingui } from '@lingui/react/macro'
import type { Invitation } from '@/api/schemas'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { DialogActions } from '@/components/ui/dialog-actions'
import { Form } from '@/components/ui/form'
import { TextField } from '@/components/ui/text-field'
import { useToast } from '@/components/ui/toasts'
import { useExtend } from '../api/use-invitation-intents'

export function ExtendDialog({ invitation, onClose }: { invitation: Invitation; onClose: () => void }) {
  const { t } = useLingui()
  const toast = useToast()
  const extend = useExtend(invitation, () => {
    toast(t`${invitation.name} has more days.`)
    onClose()
  })
  return (
    <Dialog title={t`More days for ${invitation.name}`} isOpen onClose={onClose}>
      <Form label={t`More days`} problem={extend.error} onSubmit={({ closes_on = '' }) => extend.mutate(closes_on)}>
        <p>{t`${invitation.name} is told by mail, with a new link.`}</p>
        <TextField label={t`New last day`} name="closes_on" type="date" defaultValue={invitation.closes_at?.slice(0, 10)} autoFocus />
        <DialogActions>
          <Button onPress={onClose}>{t`Cancel`}</Button>
          <Button type="submit" tone="primary" isPending={extend.isPending}>{t`Give the days`}</Button>
        </DialogActions>
      </Form>
    </Dialog>
  )
}

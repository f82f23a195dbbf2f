import { useLingui } from '@lingui/react/macro'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { DialogActions } from '@/components/ui/dialog-actions'
import { Form } from '@/components/ui/form'
import { TextArea } from '@/components/ui/text-area'
import { useToast } from '@/components/ui/toasts'
import type { Card } from '../api/shapes'
import { useCloseSeat } from '../api/use-rating-intents'

export function CloseSeatDialog({ card, onClose }: { card: Card; onClose: () => void }) {
  const { t } = useLingui()
  const toast = useToast()
  const close = useCloseSeat(card.id, () => {
    toast(t`The seat is closed.`)
    onClose()
  })
  return (
    <Dialog title={t`Close the seat of ${card.rater}`} isOpen onClose={onClose}>
      <Form label={t`Close the seat`} problem={close.error} onSubmit={({ reason = '' }) => close.mutate(reason)}>
        <p>{t`Nothing of this card will count. If it was the last one out, the marks are opened to everybody on the panel.`}</p>
        <TextArea label={t`Why`} help={t`Kept with your name; at least ten characters.`} name="reason" rows={2} autoFocus />
        <DialogActions>
          <Button onPress={onClose}>{t`Wait for the card`}</Button>
          <Button type="submit" tone="danger" isPending={close.isPending}>{t`Close the seat`}</Button>
        </DialogActions>
      </Form>
    </Dialog>
  )
}

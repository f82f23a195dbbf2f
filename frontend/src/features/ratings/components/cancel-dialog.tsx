import { useLingui } from '@lingui/react/macro'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { DialogActions } from '@/components/ui/dialog-actions'
import { Form } from '@/components/ui/form'
import { TextArea } from '@/components/ui/text-area'
import { useToast } from '@/components/ui/toasts'
import type { ExercisePlan } from '../api/shapes'
import { useCancelExercise } from '../api/use-rating-intents'

export function CancelDialog({ plan, onClose }: { plan: ExercisePlan; onClose: () => void }) {
  const { t } = useLingui()
  const toast = useToast()
  const cancel = useCancelExercise(plan.id, () => {
    toast(t`Cancelled. Candidate and raters are told by mail.`)
    onClose()
  })
  return (
    <Dialog title={t`Cancel the role play of ${plan.candidate}`} isOpen onClose={onClose}>
      <Form label={t`Cancel the role play`} problem={cancel.error} onSubmit={({ reason = '' }) => cancel.mutate(reason)}>
        <TextArea label={t`Why`} help={t`For colleagues and auditors; at least ten characters.`} name="reason" rows={2} autoFocus />
        <DialogActions>
          <Button onPress={onClose}>{t`Keep it`}</Button>
          <Button type="submit" tone="danger" isPending={cancel.isPending}>{t`Cancel the role play`}</Button>
        </DialogActions>
      </Form>
    </Dialog>
  )
}

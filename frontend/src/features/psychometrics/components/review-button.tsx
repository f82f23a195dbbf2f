import { useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import type { ScaleDetail } from '@/api/schemas'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { DialogActions } from '@/components/ui/dialog-actions'
import { Form } from '@/components/ui/form'
import { ReauthenticateDialog } from '@/components/ui/reauthenticate-dialog'
import { TextArea } from '@/components/ui/text-area'
import { TextField } from '@/components/ui/text-field'
import { useToast } from '@/components/ui/toasts'
import { useReview, type Review } from '../api/use-calibration'

const PROOF_NEEDED = 428

/** A named psychometrician says that the items were reviewed, and by whom. Offered at the foot of the ladder. */
export function ReviewButton({ scale, instrumentId }: { scale: ScaleDetail; instrumentId: string }) {
  const { t } = useLingui()
  const [asking, setAsking] = useState(false)
  if (!['draft', 'suspended'].includes(scale.glance.status)) return null
  return (
    <>
      <Button onPress={() => setAsking(true)}>{t`Record a review`}</Button>
      {asking && <ReviewDialog scale={scale} instrumentId={instrumentId} onClose={() => setAsking(false)} />}
    </>
  )
}

interface ReviewDialogProps {
  scale: ScaleDetail
  instrumentId: string
  onClose: () => void
}

function ReviewDialog({ scale, instrumentId, onClose }: ReviewDialogProps) {
  const { t } = useLingui()
  const toast = useToast()
  const { unit, language } = scale.glance
  const review = useReview(instrumentId, () => {
    toast(t`The step is recorded.`)
    onClose()
  })
  const [asked, setAsked] = useState<Review | null>(null)
  const mustProve = review.error?.status === PROOF_NEEDED
  const send = (said: Pick<Review, 'reason' | 'taken_over_from'>) => {
    const whole = { ...said, units: [unit], language }
    setAsked(whole)
    review.mutate(whole)
  }
  return (
    <>
      <Dialog title={t`Record a review`} isOpen onClose={onClose}>
        <Form label={t`Record a review`} problem={mustProve ? null : review.error} onSubmit={({ reason = '', taken_over_from = '' }) => send({ reason, taken_over_from })}>
          <p>{t`You sign this with your name. Where judges of your own assigned the items, their judgements are sent by the API; here you take over the review of a publication.`}</p>
          <TextField label={t`Publication whose review is taken over`} name="taken_over_from" maxLength={600} />
          <TextArea label={t`Reason`} name="reason" rows={2} maxLength={2000} />
          <DialogActions>
            <Button onPress={onClose}>{t`Cancel`}</Button>
            <Button type="submit" tone="primary" isPending={review.isPending}>{t`Record it`}</Button>
          </DialogActions>
        </Form>
      </Dialog>
      <ReauthenticateDialog isOpen={mustProve} onClose={() => review.reset()} onDone={() => asked && review.mutate(asked)} />
    </>
  )
}

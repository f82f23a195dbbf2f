import { useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import type { ScaleDetail } from '@/api/schemas'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { DialogActions } from '@/components/ui/dialog-actions'
import { Form } from '@/components/ui/form'
import { ReauthenticateDialog } from '@/components/ui/reauthenticate-dialog'
import { TextArea } from '@/components/ui/text-area'
import { useToast } from '@/components/ui/toasts'
import { useSuspend } from '../api/use-calibration'

const PROOF_NEEDED = 428

/** A named psychometrician takes the scale out of use; every score on it says so from then on. */
export function SuspendButton({ scale, instrumentId }: { scale: ScaleDetail; instrumentId: string }) {
  const { t } = useLingui()
  const [asking, setAsking] = useState(false)
  if (scale.glance.status === 'suspended') return null
  return (
    <>
      <Button tone="danger" onPress={() => setAsking(true)}>{t`Suspend this scale`}</Button>
      {asking && <SuspendDialog scale={scale} instrumentId={instrumentId} onClose={() => setAsking(false)} />}
    </>
  )
}

interface SuspendDialogProps {
  scale: ScaleDetail
  instrumentId: string
  onClose: () => void
}

function SuspendDialog({ scale, instrumentId, onClose }: SuspendDialogProps) {
  const { t } = useLingui()
  const toast = useToast()
  const { unit, language } = scale.glance
  const suspend = useSuspend(instrumentId, unit, () => {
    toast(t`The scale is suspended.`)
    onClose()
  })
  const [reason, setReason] = useState('')
  const mustProve = suspend.error?.status === PROOF_NEEDED
  const send = (given: string) => {
    setReason(given)
    suspend.mutate({ language, reason: given })
  }
  return (
    <>
      <Dialog title={t`Suspend this scale`} isOpen onClose={onClose}>
        <Form label={t`Suspend this scale`} problem={mustProve ? null : suspend.error} onSubmit={({ reason: given = '' }) => send(given)}>
          <p>{t`You sign this with your name. From now on every score on this scale is provisional and says that it is suspended; it starts again at “reviewed”.`}</p>
          <TextArea label={t`Reason`} name="reason" rows={2} maxLength={2000} />
          <DialogActions>
            <Button onPress={onClose}>{t`Cancel`}</Button>
            <Button type="submit" tone="danger" isPending={suspend.isPending}>{t`Suspend it`}</Button>
          </DialogActions>
        </Form>
      </Dialog>
      <ReauthenticateDialog isOpen={mustProve} onClose={() => suspend.reset()} onDone={() => suspend.mutate({ language, reason })} />
    </>
  )
}

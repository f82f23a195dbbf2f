import { useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import type { ScaleDetail } from '@/api/schemas'
import { Button } from '@/components/ui/button'
import { useStepWords } from '@/components/ui/ladder-step'
import { Dialog } from '@/components/ui/dialog'
import { DialogActions } from '@/components/ui/dialog-actions'
import { Form } from '@/components/ui/form'
import { ReauthenticateDialog } from '@/components/ui/reauthenticate-dialog'
import { TextArea } from '@/components/ui/text-area'
import { useToast } from '@/components/ui/toasts'
import { usePromote, type Promotion } from '../api/use-calibration'

/** The server asks for a fresh proof of identity where the last one is minutes old. */
const PROOF_NEEDED = 428
const BY_DATA: readonly string[] = ['piloted', 'structure_confirmed', 'in_use'] satisfies Promotion['status'][]

function isByData(step: string): step is Promotion['status'] {
  return BY_DATA.includes(step)
}

/** A named psychometrician takes the scale one step up; the server refuses what the gates do not allow, and says why. */
export function PromoteButton({ scale, runId }: { scale: ScaleDetail; runId: string }) {
  const { t } = useLingui()
  const steps = useStepWords()
  const [asking, setAsking] = useState(false)
  const step = scale.next_step
  if (!isByData(step) || ['draft', 'suspended', 'in_use'].includes(scale.glance.status)) return null
  if (scale.glance.stopped_by > 0) return <p>{t`Its gates stop it here: what failed is below.`}</p>
  return (
    <>
      <Button tone="primary" onPress={() => setAsking(true)}>{t`Promote to: ${steps[step]}`}</Button>
      {asking && <PromoteDialog unit={scale.glance.unit} step={step} runId={runId} onClose={() => setAsking(false)} />}
    </>
  )
}

interface PromoteDialogProps {
  unit: string
  step: Promotion['status']
  runId: string
  onClose: () => void
}

function PromoteDialog({ unit, step, runId, onClose }: PromoteDialogProps) {
  const { t } = useLingui()
  const toast = useToast()
  const promote = usePromote(runId, () => {
    toast(t`The step is recorded.`)
    onClose()
  })
  const [asked, setAsked] = useState<Promotion | null>(null)
  const mustProve = promote.error?.status === PROOF_NEEDED
  const send = (body: Promotion) => {
    setAsked(body)
    promote.mutate(body)
  }
  return (
    <>
      <Dialog title={t`Promote this scale`} isOpen onClose={onClose}>
        <Form
          label={t`Promote this scale`}
          problem={mustProve ? null : promote.error}
          onSubmit={({ reason = '', floors_reason = '', intended_use = '' }) =>
            send({ status: step, units: [unit], reason, floors_reason, intended_use })
          }
        >
          <p>{t`You sign this with your name. It goes through only if every gate is passed, on answers of real people alone.`}</p>
          <TextArea label={t`Reason`} name="reason" rows={2} maxLength={2000} />
          <TextArea label={t`Intended use`} name="intended_use" rows={2} maxLength={2000} optional />
          <TextArea label={t`Why floors may be left unmet`} name="floors_reason" rows={2} maxLength={2000} optional />
          <DialogActions>
            <Button onPress={onClose}>{t`Cancel`}</Button>
            <Button type="submit" tone="primary" isPending={promote.isPending}>{t`Promote it`}</Button>
          </DialogActions>
        </Form>
      </Dialog>
      <ReauthenticateDialog isOpen={mustProve} onClose={() => promote.reset()} onDone={() => asked && promote.mutate(asked)} />
    </>
  )
}

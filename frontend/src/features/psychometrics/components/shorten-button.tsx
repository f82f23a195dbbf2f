import { useLingui } from '@lingui/react/macro'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { ScaleDetail } from '@/api/schemas'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { DialogActions } from '@/components/ui/dialog-actions'
import { Form } from '@/components/ui/form'
import { TextField } from '@/components/ui/text-field'
import { useToast } from '@/components/ui/toasts'
import { useOrganisationId } from '@/lib/session/organisation'
import { useShorten } from '../api/use-calibration'

/** Offered where some items of the scale did not hold together with the others on the calibrating part. */
export function ShortenButton({ scale, runId }: { scale: ScaleDetail; runId: string }) {
  const { t } = useLingui()
  const [asking, setAsking] = useState(false)
  const { items = [], proposal = [] } = scale.figures ?? {}
  if (proposal.length === items.length) return null
  return (
    <>
      <Button onPress={() => setAsking(true)}>{t`Publish a shorter version`}</Button>
      {asking && <ShortenDialog scale={scale} runId={runId} kept={proposal} onClose={() => setAsking(false)} />}
    </>
  )
}

interface ShortenDialogProps {
  scale: ScaleDetail
  runId: string
  kept: readonly string[]
  onClose: () => void
}

function ShortenDialog({ scale, runId, kept, onClose }: ShortenDialogProps) {
  const { t } = useLingui()
  const toast = useToast()
  const navigate = useNavigate()
  const organisationId = useOrganisationId()
  const { unit, name, version } = scale.glance
  const shorten = useShorten(runId, (instrumentId) => {
    toast(t`The shorter version is published. Confirm it on the third part.`)
    void navigate({ to: '/o/$organisationId/psychometrics/$instrumentId/$unit', params: { organisationId, instrumentId, unit } })
  })
  const next = `${Number(version.split('.')[0] ?? 0) + 1}.0.0`
  const items = kept.join(', ')
  return (
    <Dialog title={t`Publish a shorter version`} isOpen onClose={onClose}>
      <Form label={t`Publish a shorter version`} problem={shorten.error} onSubmit={({ version: given = '' }) => shorten.mutate(given)}>
        <p>{t`Every scale keeps the items that held together on the part that calibrated, which the confirming parts had no say in. ${name} keeps ${items}.`}</p>
        <TextField label={t`Version`} name="version" defaultValue={next} />
        <DialogActions>
          <Button onPress={onClose}>{t`Cancel`}</Button>
          <Button type="submit" tone="primary" isPending={shorten.isPending}>{t`Publish it`}</Button>
        </DialogActions>
      </Form>
    </Dialog>
  )
}

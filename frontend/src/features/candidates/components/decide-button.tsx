import { useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import type { CandidateDetail } from '@/api/schemas'
import { Button } from '@/components/ui/button'
import { DecideDialog } from './decide-dialog'

export function DecideButton({ campaignId, candidate }: { campaignId: string; candidate: CandidateDetail }) {
  const { t } = useLingui()
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button tone="primary" onPress={() => setOpen(true)}>{t`Decide`}</Button>
      {open && <DecideDialog campaignId={campaignId} candidate={candidate} onClose={() => setOpen(false)} />}
    </>
  )
}

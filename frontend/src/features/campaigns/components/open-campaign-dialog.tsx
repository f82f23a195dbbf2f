import { useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import type { Campaign } from '@/api/schemas'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { DialogActions } from '@/components/ui/dialog-actions'
import { Form } from '@/components/ui/form'
import { RadioGroup } from '@/components/ui/radio-group'
import { TextField } from '@/components/ui/text-field'
import { useOpenCampaign } from '../api/use-campaign-intents'
import { useKindWords } from './campaign-words'

interface OpenCampaignDialogProps {
  onClose: () => void
  onOpened: (campaignId: string) => void
}

export function OpenCampaignDialog({ onClose, onOpened }: OpenCampaignDialogProps) {
  const { t } = useLingui()
  const words = useKindWords()
  const [kind, setKind] = useState<Campaign['kind']>('vacancy')
  const open = useOpenCampaign((campaign) => onOpened(campaign.id))
  const kinds = [
    { id: 'vacancy', name: words.vacancy, note: t`People apply for a job.` },
    { id: 'pilot', name: words.pilot, note: t`People help to try out questions; nobody is selected.` },
  ]
  return (
    <Dialog title={t`Open a campaign`} isOpen onClose={onClose}>
      <Form
        label={t`Open a campaign`}
        problem={open.error}
        onSubmit={({ title = '' }) => open.mutate({ title, kind })}
      >
        <TextField label={t`Title`} help={t`As candidates will read it, such as “Service engineer, Bergen”.`} name="title" autoFocus />
        <RadioGroup label={t`Kind`} choices={kinds} value={kind} onChange={(id) => setKind(id as Campaign['kind'])} />
        <DialogActions>
          <Button onPress={onClose}>{t`Cancel`}</Button>
          <Button type="submit" tone="primary" isPending={open.isPending}>{t`Open it`}</Button>
        </DialogActions>
      </Form>
    </Dialog>
  )
}

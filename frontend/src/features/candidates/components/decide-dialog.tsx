import { useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import type { CandidateDetail } from '@/api/schemas'
import { Button } from '@/components/ui/button'
import { Callout } from '@/components/ui/callout'
import { Dialog } from '@/components/ui/dialog'
import { DialogActions } from '@/components/ui/dialog-actions'
import { Form } from '@/components/ui/form'
import { RadioGroup } from '@/components/ui/radio-group'
import { TextArea } from '@/components/ui/text-area'
import { useToast } from '@/components/ui/toasts'
import { useMe } from '@/lib/session/me'
import { useDecide, type DecisionInput } from '../api/use-candidate-intents'

interface DecideDialogProps {
  campaignId: string
  candidate: CandidateDetail
  onClose: () => void
}

export function DecideDialog({ campaignId, candidate, onClose }: DecideDialogProps) {
  const { t } = useLingui()
  const toast = useToast()
  const { user } = useMe()
  const [outcome, setOutcome] = useState<DecisionInput['outcome'] | ''>('')
  const decide = useDecide(campaignId, candidate.candidate_id, () => {
    toast(t`Your decision is recorded.`)
    onClose()
  })
  const outcomes = [
    { id: 'meet', name: t`Meet this person`, note: t`They are told by mail.` },
    { id: 'offer', name: t`Make an offer`, note: t`They are told by mail.` },
    { id: 'decline', name: t`Do not go on`, note: t`They are told by mail, with your words.` },
    { id: 'hold', name: t`Wait for more evidence`, note: t`Nobody is told; the promise stands.` },
  ]
  return (
    <Dialog title={t`Decide about ${candidate.name}`} isOpen onClose={onClose}>
      <Form
        label={t`Decide about ${candidate.name}`}
        problem={decide.error}
        onSubmit={({ reason = '', words_to_candidate = '' }) => outcome && decide.mutate({ outcome, reason, words_to_candidate })}
      >
        {candidate.dimensions.some((fit) => fit.provisional) && (
          <Callout tone="caution" title={t`The positions are provisional`}>
            <p>{t`They can be a reason to ask, not a reason to refuse.`}</p>
          </Callout>
        )}
        <RadioGroup label={t`Decision`} name="outcome" choices={outcomes} value={outcome} onChange={(id) => setOutcome(id as DecisionInput['outcome'])} />
        <TextArea label={t`Your reason`} help={t`Signed with your name, ${user.name}. Colleagues and auditors read it.`} name="reason" rows={3} />
        <TextArea label={t`Words to the candidate`} help={t`Part of the mail they get.`} name="words_to_candidate" rows={3} isRequired={false} />
        <DialogActions>
          <Button onPress={onClose}>{t`Cancel`}</Button>
          <Button type="submit" tone="primary" isPending={decide.isPending}>{t`Record the decision`}</Button>
        </DialogActions>
      </Form>
    </Dialog>
  )
}

import { useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import type { AssessedBid } from '@/api/schemas'
import { Facts } from '@/components/layouts/facts'
import { Section } from '@/components/layouts/section'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { DialogActions } from '@/components/ui/dialog-actions'
import { Form } from '@/components/ui/form'
import { RadioGroup } from '@/components/ui/radio-group'
import { TextArea } from '@/components/ui/text-area'
import { useToast } from '@/components/ui/toasts'
import { formatDay } from '@/i18n/formats'
import { useMe } from '@/lib/session/me'
import { useDecideBid, type BidDecisionInput } from '../api/use-tender-intents'
import { useOutcomeWords } from './tender-words'

interface BidDecisionsProps {
  tenderId: string
  bid: AssessedBid
  mayDecide: boolean
}

/** Who decided what, and why. The bidder reads strengths and reasons as they stand here. */
export function BidDecisions({ tenderId, bid, mayDecide }: BidDecisionsProps) {
  const { t } = useLingui()
  const outcomes = useOutcomeWords()
  const [deciding, setDeciding] = useState(false)
  return (
    <Section
      title={t`Decision`}
      lead={t`By a named person, with strengths and reasons for each bidder.`}
      actions={mayDecide && <Button tone="primary" onPress={() => setDeciding(true)}>{t`Decide`}</Button>}
      card
    >
      {bid.decisions.length === 0 && <p>{t`Nobody has decided yet.`}</p>}
      {bid.decisions.map((decision) => (
        <Facts
          key={decision.id}
          facts={[
            { name: t`Decision`, value: outcomes[decision.outcome] },
            { name: t`Strengths`, value: <span translate="no">{decision.strengths}</span> },
            { name: t`Reasons`, value: <span translate="no">{decision.reason}</span> },
            { name: t`By`, value: <span translate="no">{`${decision.decided_by}, ${formatDay(decision.created_at)}`}</span> },
          ]}
        />
      ))}
      {deciding && <DecideDialog tenderId={tenderId} bid={bid} onClose={() => setDeciding(false)} />}
    </Section>
  )
}

function DecideDialog({ tenderId, bid, onClose }: { tenderId: string; bid: AssessedBid; onClose: () => void }) {
  const { t } = useLingui()
  const toast = useToast()
  const { user } = useMe()
  const outcomes = useOutcomeWords()
  const [outcome, setOutcome] = useState<BidDecisionInput['outcome'] | ''>('')
  const decide = useDecideBid(tenderId, bid.bidder.id, () => {
    toast(t`Your decision is recorded, and the bidder is told.`)
    onClose()
  })
  const choices = (['award', 'invite_on', 'not_awarded'] as const).map((id) => ({ id, name: outcomes[id] ?? id }))
  return (
    <Dialog title={t`Decide about ${bid.bidder.supplier}`} isOpen onClose={onClose}>
      <Form
        label={t`Decide about a bidder`}
        problem={decide.error}
        onSubmit={({ strengths = '', reason = '' }) => outcome && decide.mutate({ outcome, strengths, reason })}
      >
        <RadioGroup label={t`Decision`} choices={choices} value={outcome} onChange={(id) => setOutcome(id as BidDecisionInput['outcome'])} />
        <TextArea label={t`Strengths`} help={t`The bidder reads this.`} name="strengths" rows={3} />
        <TextArea label={t`Your reasons`} help={t`Signed with your name, ${user.name}. The bidder reads them and may contest them.`} name="reason" rows={3} />
        <DialogActions>
          <Button onPress={onClose}>{t`Cancel`}</Button>
          <Button type="submit" tone="primary" isPending={decide.isPending}>{t`Record the decision`}</Button>
        </DialogActions>
      </Form>
    </Dialog>
  )
}

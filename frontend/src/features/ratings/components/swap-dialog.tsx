import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { DialogActions } from '@/components/ui/dialog-actions'
import { Form } from '@/components/ui/form'
import { Select } from '@/components/ui/select'
import { TextArea } from '@/components/ui/text-area'
import { useToast } from '@/components/ui/toasts'
import { useOrganisationId } from '@/lib/session/organisation'
import { panelQuery } from '../api/queries'
import type { Card, ExercisePlan } from '../api/shapes'
import { useSwapRater } from '../api/use-rating-intents'

interface SwapDialogProps {
  plan: ExercisePlan
  card: Card
  onClose: () => void
}

export function SwapDialog({ plan, card, onClose }: SwapDialogProps) {
  const { t } = useLingui()
  const toast = useToast()
  const [member, setMember] = useState('')
  const seats = useQuery(panelQuery(useOrganisationId(), plan.campaign_id)).data?.seats ?? []
  const swap = useSwapRater(card.id, () => {
    toast(t`Another rater has the card, and is told by mail.`)
    onClose()
  })
  const busy = plan.cards.filter((other) => other.status === 'assigned' || other.status === 'submitted').map((other) => other.membership_id)
  const free = seats.filter((seat) => !busy.includes(seat.membership_id))
  return (
    <Dialog title={t`Another rater instead of ${card.rater}`} isOpen onClose={onClose}>
      <Form label={t`Another rater`} problem={swap.error} onSubmit={({ reason = '' }) => swap.mutate({ membership_id: member, reason })}>
        <Select
          label={t`Member of the panel`}
          help={free.length === 0 ? t`Everybody on the panel has a card. Seat somebody else first.` : undefined}
          choices={free.map((seat) => ({ id: seat.membership_id, name: seat.name }))}
          value={member || null}
          onChange={setMember}
        />
        <TextArea label={t`Why`} help={t`For colleagues and auditors; at least ten characters.`} name="reason" rows={2} />
        <DialogActions>
          <Button onPress={onClose}>{t`Cancel`}</Button>
          <Button type="submit" tone="primary" isPending={swap.isPending} isDisabled={!member}>{t`Give them the card`}</Button>
        </DialogActions>
      </Form>
    </Dialog>
  )
}

import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Member } from '@/api/schemas'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { CheckboxGroup } from '@/components/ui/checkbox-group'
import { Dialog } from '@/components/ui/dialog'
import { DialogActions } from '@/components/ui/dialog-actions'
import { Form } from '@/components/ui/form'
import { Loading } from '@/components/ui/loading'
import { Select } from '@/components/ui/select'
import { useToast } from '@/components/ui/toasts'
import { useOrganisationId } from '@/lib/session/organisation'
import { membersQuery } from '../api/queries'
import type { Seat } from '../api/shapes'
import { useSeatPanel } from '../api/use-rating-intents'

const RATING_ROLES = ['owner', 'recruiter', 'buyer', 'hiring_manager', 'rater', 'customer_advocate']

interface PanelDialogProps {
  campaignId: string
  seats: readonly Seat[]
  onClose: () => void
}

export function PanelDialog({ campaignId, seats, onClose }: PanelDialogProps) {
  const { t } = useLingui()
  const members = useQuery(membersQuery(useOrganisationId()))
  return (
    <Dialog title={t`Seat the panel`} isOpen onClose={onClose}>
      {members.data ? <PanelForm campaignId={campaignId} seats={seats} members={members.data.results.filter(mayRate)} onClose={onClose} /> : <Loading />}
    </Dialog>
  )
}

const mayRate = (member: Member) => member.status === 'active' && member.roles.some((role) => RATING_ROLES.includes(role))
const isAdvocate = (member: Member) => member.roles.includes('customer_advocate')

function PanelForm({ campaignId, seats, members, onClose }: PanelDialogProps & { members: readonly Member[] }) {
  const { t } = useLingui()
  const toast = useToast()
  const [chosen, setChosen] = useState(seats.map((seat) => seat.membership_id))
  const [chair, setChair] = useState(seats.find((seat) => seat.is_chair)?.membership_id ?? '')
  const seat = useSeatPanel(campaignId, () => {
    toast(t`The panel is seated.`)
    onClose()
  })
  const seated = members.filter((member) => chosen.includes(member.id))
  const wish = () =>
    seated.map((member) => ({ membership_id: member.id, is_chair: member.id === chair, is_advocate: isAdvocate(member) }))
  return (
    <Form label={t`Seat the panel`} problem={seat.error} onSubmit={() => seat.mutate(wish())}>
      <CheckboxGroup label={t`Who judges`} help={t`Members with the role of customer advocate speak for the customers.`} name="seats" value={chosen} onChange={setChosen}>
        {members.map((member) => (
          <Checkbox key={member.id} value={member.id} note={isAdvocate(member) ? t`customer advocate` : undefined}>
            <span translate="no">{member.name}</span>
          </Checkbox>
        ))}
      </CheckboxGroup>
      <Select
        label={t`In the chair`}
        help={t`Leads the debrief, and may close the seat of somebody whose card never comes.`}
        choices={seated.map((member) => ({ id: member.id, name: member.name }))}
        value={chosen.includes(chair) ? chair : null}
        onChange={setChair}
      />
      <DialogActions>
        <Button onPress={onClose}>{t`Cancel`}</Button>
        <Button type="submit" tone="primary" isPending={seat.isPending}>{t`Seat them`}</Button>
      </DialogActions>
    </Form>
  )
}

import { useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { DialogActions } from '@/components/ui/dialog-actions'
import { Form } from '@/components/ui/form'
import { TextField } from '@/components/ui/text-field'
import { useToast } from '@/components/ui/toasts'
import { useInvitePerson } from '../api/use-invitation-intents'

const NOBODY = { name: '', email: '' }

/** Stays open after each, for the next one. */
export function InvitePersonForm({ campaignId }: { campaignId: string }) {
  const { t } = useLingui()
  const toast = useToast()
  const [person, setPerson] = useState(NOBODY)
  const invite = useInvitePerson(campaignId, () => {
    toast(t`The invitation to ${person.email} is on its way.`)
    setPerson(NOBODY)
  })
  return (
    <Form label={t`One person`} problem={invite.error} onSubmit={() => invite.mutate(person)}>
      <TextField label={t`Name`} name="name" value={person.name} onChange={(name) => setPerson({ ...person, name })} autoComplete="off" />
      <TextField label={t`E-mail`} name="email" type="email" value={person.email} onChange={(email) => setPerson({ ...person, email })} autoComplete="off" />
      <DialogActions>
        <Button type="submit" tone="primary" isPending={invite.isPending}>{t`Invite`}</Button>
      </DialogActions>
    </Form>
  )
}

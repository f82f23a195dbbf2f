import { useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import type { Role } from '@/api/schemas'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { DialogActions } from '@/components/ui/dialog-actions'
import { Form } from '@/components/ui/form'
import { TextField } from '@/components/ui/text-field'
import { useToast } from '@/components/ui/toasts'
import { useInviteMember } from '../api/use-member-intents'
import { RoleChoices } from './role-choices'

export function InviteDialog({ onClose }: { onClose: () => void }) {
  const { t } = useLingui()
  const toast = useToast()
  const [roles, setRoles] = useState<Role[]>([])
  const invite = useInviteMember((member) => {
    toast(t`The invitation to ${member.email} is on its way.`)
    onClose()
  })
  return (
    <Dialog title={t`Invite a member`} isOpen onClose={onClose} wide>
      <Form
        label={t`Invite a member`}
        problem={invite.error}
        onSubmit={(values) => invite.mutate({ email: values.email ?? '', name: values.name ?? '', roles })}
      >
        <TextField label={t`E-mail`} name="email" type="email" autoComplete="off" autoFocus />
        <TextField label={t`Name`} name="name" autoComplete="off" />
        <RoleChoices value={roles} onChange={setRoles} />
        <DialogActions>
          <Button onPress={onClose}>{t`Cancel`}</Button>
          <Button type="submit" tone="primary" isPending={invite.isPending}>{t`Send the invitation`}</Button>
        </DialogActions>
      </Form>
    </Dialog>
  )
}

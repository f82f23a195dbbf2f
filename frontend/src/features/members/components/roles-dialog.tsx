import { useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import type { Member } from '@/api/schemas'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { DialogActions } from '@/components/ui/dialog-actions'
import { Form } from '@/components/ui/form'
import { useToast } from '@/components/ui/toasts'
import { useChangeRoles } from '../api/use-member-intents'
import { RoleChoices } from './role-choices'

export function RolesDialog({ member, onClose }: { member: Member; onClose: () => void }) {
  const { t } = useLingui()
  const toast = useToast()
  const [roles, setRoles] = useState([...member.roles])
  const change = useChangeRoles(member, () => {
    toast(t`${member.name} has new roles.`)
    onClose()
  })
  return (
    <Dialog title={t`Roles of ${member.name}`} isOpen onClose={onClose} wide>
      <Form label={t`Roles of ${member.name}`} problem={change.error} onSubmit={() => change.mutate(roles)}>
        <RoleChoices value={roles} onChange={setRoles} />
        <DialogActions>
          <Button onPress={onClose}>{t`Cancel`}</Button>
          <Button type="submit" tone="primary" isPending={change.isPending}>{t`Save the roles`}</Button>
        </DialogActions>
      </Form>
    </Dialog>
  )
}

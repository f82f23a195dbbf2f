import { useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import type { Member } from '@/api/schemas'
import { MoreIcon } from '@/components/ui/icons'
import { Menu, type MenuAction } from '@/components/ui/menu'
import type { MemberAct } from '../api/use-member-intents'
import { MemberActDialog } from './member-act-dialog'
import { RolesDialog } from './roles-dialog'

type Opened = MemberAct | 'roles' | null

export function MemberMenu({ member }: { member: Member }) {
  const { t } = useLingui()
  const [opened, setOpened] = useState<Opened>(null)
  const close = () => setOpened(null)
  const roles: MenuAction = { id: 'roles', name: t`Change roles`, onAction: () => setOpened('roles') }
  const acts: Record<Member['status'], MenuAction[]> = {
    invited: [
      roles,
      { id: 'resend', name: t`Send the invitation again`, onAction: () => setOpened('resend-invitation') },
      { id: 'deactivate', name: t`Deactivate`, danger: true, onAction: () => setOpened('deactivate') },
    ],
    active: [roles, { id: 'deactivate', name: t`Deactivate`, danger: true, onAction: () => setOpened('deactivate') }],
    deactivated: [{ id: 'reactivate', name: t`Reactivate`, onAction: () => setOpened('reactivate') }],
  }
  return (
    <>
      <Menu label={t`Actions for ${member.name}`} trigger={<MoreIcon />} actions={acts[member.status]} />
      {opened === 'roles' && <RolesDialog member={member} onClose={close} />}
      {opened !== null && opened !== 'roles' && <MemberActDialog member={member} act={opened} onClose={close} />}
    </>
  )
}

import { useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import type { Invitation } from '@/api/schemas'
import { MoreIcon } from '@/components/ui/icons'
import { Menu, type MenuAction } from '@/components/ui/menu'
import { AddressDialog } from './address-dialog'
import { ExtendDialog } from './extend-dialog'
import { InvitationActDialog } from './invitation-act-dialog'
import { LinkDialog } from './link-dialog'

type Opened = 'resend' | 'revoke' | 'address' | 'extend' | 'link' | null

const OPEN: ReadonlySet<Invitation['status']> = new Set(['invited', 'started', 'paused'])

export function InvitationMenu({ invitation }: { invitation: Invitation }) {
  const { t } = useLingui()
  const [opened, setOpened] = useState<Opened>(null)
  const close = () => setOpened(null)
  if (!OPEN.has(invitation.status) && invitation.status !== 'expired') return null
  const open = OPEN.has(invitation.status)
  const actions: MenuAction[] = [
    { id: 'resend', name: t`Send again`, onAction: () => setOpened('resend'), isDisabled: !open },
    { id: 'link', name: t`Copy a link`, onAction: () => setOpened('link'), isDisabled: !open },
    { id: 'address', name: t`Correct the address`, onAction: () => setOpened('address'), isDisabled: !open },
    { id: 'extend', name: t`Give more days`, onAction: () => setOpened('extend') },
    { id: 'revoke', name: t`Take it back`, danger: true, onAction: () => setOpened('revoke'), isDisabled: !open },
  ]
  return (
    <>
      <Menu label={t`Actions for ${invitation.name}`} trigger={<MoreIcon />} actions={actions} />
      {(opened === 'resend' || opened === 'revoke') && <InvitationActDialog invitation={invitation} act={opened} onClose={close} />}
      {opened === 'address' && <AddressDialog invitation={invitation} onClose={close} />}
      {opened === 'extend' && <ExtendDialog invitation={invitation} onClose={close} />}
      {opened === 'link' && <LinkDialog invitation={invitation} onClose={close} />}
    </>
  )
}

import { useLingui } from '@lingui/react/macro'
import { Dialog } from '@/components/ui/dialog'
import { Tabs } from '@/components/ui/tabs'
import { InviteListForm } from './invite-list-form'
import { InvitePersonForm } from './invite-person-form'

export function InvitePeopleDialog({ campaignId, onClose }: { campaignId: string; onClose: () => void }) {
  const { t } = useLingui()
  const tabs = [
    { id: 'one', name: t`One person`, content: <InvitePersonForm campaignId={campaignId} /> },
    { id: 'list', name: t`A list or file`, content: <InviteListForm campaignId={campaignId} onDone={onClose} /> },
  ]
  return (
    <Dialog title={t`Invite people`} isOpen onClose={onClose} wide>
      <Tabs label={t`Ways to invite`} tabs={tabs} />
    </Dialog>
  )
}

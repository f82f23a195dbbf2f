import { useLingui } from '@lingui/react/macro'
import type { Member } from '@/api/schemas'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { useToast } from '@/components/ui/toasts'
import { useMemberAct, type MemberAct } from '../api/use-member-intents'

interface MemberActDialogProps {
  member: Member
  act: MemberAct
  onClose: () => void
}

export function MemberActDialog({ member, act, onClose }: MemberActDialogProps) {
  const words = useActWords(member)[act]
  const toast = useToast()
  const perform = useMemberAct(member, act, () => {
    toast(words.done)
    onClose()
  })
  return (
    <ConfirmDialog
      title={words.title}
      action={words.action}
      destructive={act === 'deactivate'}
      isOpen
      isPending={perform.isPending}
      problem={perform.error}
      onConfirm={() => perform.mutate({ act, member: member.id })}
      onClose={onClose}
    >
      <p>{words.what}</p>
    </ConfirmDialog>
  )
}

function useActWords(member: Member): Record<MemberAct, { title: string; what: string; action: string; done: string }> {
  const { t } = useLingui()
  const name = member.name
  return {
    deactivate: {
      title: t`Deactivate ${name}`,
      what: t`Every session and API token of ${name} ends at once. What they did stays in the audit trail. You can reactivate them later.`,
      action: t`Deactivate`,
      done: t`${name} is deactivated and signed out everywhere.`,
    },
    reactivate: {
      title: t`Reactivate ${name}`,
      what: t`${name} can sign in again, with the roles they had.`,
      action: t`Reactivate`,
      done: t`${name} can sign in again.`,
    },
    'resend-invitation': {
      title: t`Send the invitation again`,
      what: t`${member.email} gets a new link. The older one stops working.`,
      action: t`Send again`,
      done: t`A new invitation is on its way to ${member.email}.`,
    },
  }
}

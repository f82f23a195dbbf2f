import { useLingui } from '@lingui/react/macro'
import type { Invitation } from '@/api/schemas'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { useToast } from '@/components/ui/toasts'
import { useInvitationAct, type InvitationAct } from '../api/use-invitation-intents'

interface InvitationActDialogProps {
  invitation: Invitation
  act: InvitationAct
  onClose: () => void
}

export function InvitationActDialog({ invitation, act, onClose }: InvitationActDialogProps) {
  const { t } = useLingui()
  const toast = useToast()
  const { name, email } = invitation
  const words = {
    resend: {
      title: t`Send the invitation again`,
      what: t`${email} gets a new link. Links sent before go on working, and answers given so far stay.`,
      action: t`Send again`,
      done: t`A new invitation is on its way to ${email}.`,
    },
    revoke: {
      title: t`Take back the invitation of ${name}`,
      what: t`The link stops working and ${name} is told. Answers given so far are not scored.`,
      action: t`Take it back`,
      done: t`The invitation of ${name} is taken back.`,
    },
  }[act]
  const perform = useInvitationAct(invitation, act, () => {
    toast(words.done)
    onClose()
  })
  return (
    <ConfirmDialog
      title={words.title}
      action={words.action}
      destructive={act === 'revoke'}
      isOpen
      isPending={perform.isPending}
      problem={perform.error}
      onConfirm={() => perform.mutate(act)}
      onClose={onClose}
    >
      <p>{words.what}</p>
    </ConfirmDialog>
  )
}

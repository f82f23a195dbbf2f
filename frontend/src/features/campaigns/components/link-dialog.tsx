import { useLingui } from '@lingui/react/macro'
import type { Invitation } from '@/api/schemas'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { DialogActions } from '@/components/ui/dialog-actions'
import { ProblemCallout } from '@/components/ui/problem-callout'
import { TextField } from '@/components/ui/text-field'
import { useToast } from '@/components/ui/toasts'
import { useFreshLink } from '../api/use-invitation-intents'

/** A link to hand over by other means. It is stored nowhere, so it is shown once. */
export function LinkDialog({ invitation, onClose }: { invitation: Invitation; onClose: () => void }) {
  const { t } = useLingui()
  const toast = useToast()
  const fresh = useFreshLink(invitation)
  const link = fresh.data?.link

  async function copy() {
    await navigator.clipboard.writeText(link ?? '')
    toast(t`The link is copied.`)
  }

  return (
    <Dialog title={t`A link for ${invitation.name}`} isOpen onClose={onClose}>
      <p>{t`Whoever has the link can answer in this person’s name. Links sent before go on working.`}</p>
      {fresh.error && <ProblemCallout problem={fresh.error} />}
      {link && <TextField label={t`Link`} value={link} isReadOnly />}
      <DialogActions>
        <Button onPress={onClose}>{t`Close`}</Button>
        {link ? (
          <Button tone="primary" onPress={() => void copy()}>{t`Copy it`}</Button>
        ) : (
          <Button tone="primary" isPending={fresh.isPending} onPress={() => fresh.mutate('link')}>{t`Make a link`}</Button>
        )}
      </DialogActions>
    </Dialog>
  )
}

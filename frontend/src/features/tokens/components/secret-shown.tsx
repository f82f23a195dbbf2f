import { useLingui } from '@lingui/react/macro'
import { Stack } from '@/components/layouts/stack'
import { Button } from '@/components/ui/button'
import { Callout } from '@/components/ui/callout'
import { DialogActions } from '@/components/ui/dialog-actions'
import { TextField } from '@/components/ui/text-field'
import { useToast } from '@/components/ui/toasts'

/** The secret of a new token. The server keeps only its hash, so this is the one time anybody can read it. */
export function SecretShown({ secret, onClose }: { secret: string; onClose: () => void }) {
  const { t } = useLingui()
  const toast = useToast()

  async function copy() {
    await navigator.clipboard.writeText(secret)
    toast(t`The secret is copied.`)
  }

  return (
    <Stack>
      <Callout tone="caution" title={t`Copy it now: it is shown this once`}>
        <p>{t`Only its fingerprint is stored. Give it to the program as “Authorization: Bearer …”, and to nobody else.`}</p>
      </Callout>
      <TextField label={t`Secret`} value={secret} isReadOnly />
      <DialogActions>
        <Button onPress={() => void copy()}>{t`Copy it`}</Button>
        <Button tone="primary" onPress={onClose}>{t`I have it`}</Button>
      </DialogActions>
    </Stack>
  )
}

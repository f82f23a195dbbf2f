import { useLingui } from '@lingui/react/macro'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { DialogActions } from '@/components/ui/dialog-actions'
import { Form } from '@/components/ui/form'
import { TextField } from '@/components/ui/text-field'
import { useCreateDefinition } from '../api/use-definition-intents'

interface NewDefinitionDialogProps {
  onClose: () => void
  onCreated: (versionId: string) => void
}

export function NewDefinitionDialog({ onClose, onCreated }: NewDefinitionDialogProps) {
  const { t } = useLingui()
  const create = useCreateDefinition((version) => onCreated(version.id))
  return (
    <Dialog title={t`Begin a definition`} isOpen onClose={onClose}>
      <Form label={t`Begin a definition`} problem={create.error} onSubmit={(values) => create.mutate(values.name ?? '')}>
        <TextField
          label={t`Name`}
          help={t`For whom it holds, such as “Field service” or the whole organisation.`}
          name="name"
          autoFocus
        />
        <DialogActions>
          <Button onPress={onClose}>{t`Cancel`}</Button>
          <Button type="submit" tone="primary" isPending={create.isPending}>{t`Begin`}</Button>
        </DialogActions>
      </Form>
    </Dialog>
  )
}

import { useLingui } from '@lingui/react/macro'
import type { Culture } from '@/api/schemas'
import { Button } from '@/components/ui/button'
import { DialogActions } from '@/components/ui/dialog-actions'
import { Form } from '@/components/ui/form'
import { TextArea } from '@/components/ui/text-area'
import { TextField } from '@/components/ui/text-field'
import { useToast } from '@/components/ui/toasts'
import { useEditTexts } from '../api/use-version-intents'

export function LevelsForm({ version, onDone }: { version: Culture; onDone: () => void }) {
  const { t } = useLingui()
  const toast = useToast()
  const edit = useEditTexts(version, () => {
    toast(t`The words are saved.`)
    onDone()
  })
  return (
    <Form
      label={t`Three levels`}
      problem={edit.error}
      onSubmit={({ statement, rallying_cry, full_definition }) =>
        edit.mutate({ statement, rallying_cry, full_definition })
      }
    >
      <TextArea
        label={t`Statement`}
        help={t`Where customers stand beside shareholders, staff and society.`}
        name="statement"
        defaultValue={version.statement}
        rows={2}
        isRequired={false}
      />
      <TextField
        label={t`Rallying cry`}
        help={t`Short and telling; people should be able to say it in the corridor.`}
        name="rallying_cry"
        defaultValue={version.rallying_cry}
        isRequired={false}
      />
      <TextArea
        label={t`Full definition`}
        help={t`The reference: what it means in the work of every day.`}
        name="full_definition"
        defaultValue={version.full_definition}
        rows={8}
        isRequired={false}
      />
      <DialogActions>
        <Button type="submit" tone="primary" isPending={edit.isPending}>{t`Save the words`}</Button>
      </DialogActions>
    </Form>
  )
}

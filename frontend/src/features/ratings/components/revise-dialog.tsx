import { useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { DialogActions } from '@/components/ui/dialog-actions'
import { Form } from '@/components/ui/form'
import { RadioGroup } from '@/components/ui/radio-group'
import { TextArea } from '@/components/ui/text-area'
import { useToast } from '@/components/ui/toasts'
import type { MarkOfRater, RowOfMarks } from '../api/shapes'
import { useRevise } from '../api/use-rating-intents'
import { ABSENT } from '../hooks/card-values'
import { signed } from './mark-field'

interface ReviseDialogProps {
  row: RowOfMarks
  mark: MarkOfRater
  onClose: () => void
}

export function ReviseDialog({ row, mark, onClose }: ReviseDialogProps) {
  const { t } = useLingui()
  const toast = useToast()
  const [value, setValue] = useState('')
  const revise = useRevise(mark.rating_id, () => {
    toast(t`Kept beside your first mark.`)
    onClose()
  })
  const choices = [
    ...row.sheet.values.map((one) => ({ id: String(one.value), name: `${signed(one.value, row.sheet.mark)} · ${one.label}` })),
    { id: ABSENT, name: row.sheet.absent },
  ]
  return (
    <Dialog title={t`What you think now`} isOpen onClose={onClose}>
      <Form
        label={t`What you think now`}
        problem={revise.error}
        onSubmit={({ reason = '' }) => value && revise.mutate({ value: value === ABSENT ? null : Number(value), reason })}
      >
        <RadioGroup label={row.sheet.title} choices={choices} value={value} onChange={setValue} />
        <TextArea label={t`Why`} help={t`What did you hear that you had not seen? At least ten characters.`} name="reason" rows={3} />
        <DialogActions>
          <Button onPress={onClose}>{t`Cancel`}</Button>
          <Button type="submit" tone="primary" isPending={revise.isPending}>{t`Keep it beside the first`}</Button>
        </DialogActions>
      </Form>
    </Dialog>
  )
}

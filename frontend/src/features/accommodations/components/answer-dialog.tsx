import { useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import type { Accommodation } from '@/api/schemas'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { DialogActions } from '@/components/ui/dialog-actions'
import { Form } from '@/components/ui/form'
import { RadioGroup } from '@/components/ui/radio-group'
import { TextArea } from '@/components/ui/text-area'
import { useToast } from '@/components/ui/toasts'
import { useAnswerRequest } from '../api/accommodations'

export function AnswerDialog({ request, onClose }: { request: Accommodation; onClose: () => void }) {
  const { t } = useLingui()
  const toast = useToast()
  const [verdict, setVerdict] = useState('')
  const name = request.candidate_name
  const answer = useAnswerRequest(request, () => {
    toast(t`${name} has your answer.`)
    onClose()
  })
  const verdicts = [
    { id: 'granted', name: t`Granted` },
    { id: 'declined', name: t`Declined`, note: t`Say what can be done instead.` },
  ]
  return (
    <Dialog title={t`Answer ${name}`} isOpen onClose={onClose}>
      <Form
        label={t`Answer ${name}`}
        problem={answer.error}
        onSubmit={(values) => answer.mutate({ granted: verdict === 'granted', answer: values.answer ?? '' })}
      >
        <RadioGroup label={t`Your answer`} name="granted" choices={verdicts} value={verdict} onChange={setVerdict} />
        <TextArea label={t`Words to ${name}`} name="answer" rows={3} />
        <DialogActions>
          <Button onPress={onClose}>{t`Cancel`}</Button>
          <Button type="submit" tone="primary" isPending={answer.isPending}>{t`Send the answer`}</Button>
        </DialogActions>
      </Form>
    </Dialog>
  )
}

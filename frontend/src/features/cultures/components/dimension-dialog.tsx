import { useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import type { Culture, Target } from '@/api/schemas'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { DialogActions } from '@/components/ui/dialog-actions'
import { Form } from '@/components/ui/form'
import { RadioGroup } from '@/components/ui/radio-group'
import { TextArea } from '@/components/ui/text-area'
import { useToast } from '@/components/ui/toasts'
import { usePlaceDimension, type Placement } from '../api/use-version-intents'
import { useIdeas } from '../hooks/use-ideas'
import { useWish } from '../hooks/use-wish'
import { BehavioursField } from './behaviours-field'
import { WishEditor } from './wish-editor'

interface DimensionDialogProps {
  version: Culture
  target: Target
  position: number
  onClose: () => void
}

const lines = (text: string | undefined) => (text ?? '').split('\n').map((line) => line.trim()).filter(Boolean)

export function DimensionDialog({ version, target, position, onClose }: DimensionDialogProps) {
  const { t } = useLingui()
  const toast = useToast()
  const wish = useWish(target)
  const ideas = useIdeas(target.code)
  const [weight, setWeight] = useState(String(target.weight))
  const place = usePlaceDimension(version, () => {
    toast(t`${target.name} is placed.`)
    onClose()
  })

  function submit(values: Record<string, string>) {
    const { id, code, placement, ...kept } = target
    const body: Placement = {
      ...kept,
      ...wish.wanted,
      position,
      weight: Number(weight),
      reason: values.reason ?? '',
      commercial_reason: values.commercial_reason ?? '',
      on: lines(values.on),
      off: lines(values.off),
    }
    place.mutate({ code, body })
  }

  return (
    <Dialog title={t`Place ${target.name}`} isOpen onClose={onClose} wide>
      <Form label={t`Place ${target.name}`} problem={place.error} onSubmit={submit}>
        <WishEditor target={target} wish={wish} />
        {wish.preview?.reason_required && (
          <TextArea label={t`Why is the band so narrow?`} help={t`Half as wide as 10 or less needs a reason, which is signed with it.`} name="reason" defaultValue={target.reason} rows={2} />
        )}
        <WeightChoice weight={weight} onChange={setWeight} />
        <TextArea label={t`Why it pays`} help={t`What customers do differently because of it.`} name="commercial_reason" defaultValue={target.commercial_reason} rows={2} isRequired={false} />
        <BehavioursField label={t`On culture`} name="on" behaviours={target.on} ideas={ideas.on} />
        <BehavioursField label={t`Off culture`} name="off" behaviours={target.off} ideas={ideas.off} />
        <DialogActions>
          <Button onPress={onClose}>{t`Cancel`}</Button>
          <Button type="submit" tone="primary" isPending={place.isPending}>{t`Save the place`}</Button>
        </DialogActions>
      </Form>
    </Dialog>
  )
}

function WeightChoice({ weight, onChange }: { weight: string; onChange: (weight: string) => void }) {
  const { t } = useLingui()
  const choices = ['1', '2', '3', '4', '5'].map((id) => ({ id, name: id }))
  return <RadioGroup label={t`Weight, 1 to 5`} choices={choices} value={weight} onChange={onChange} orientation="horizontal" />
}

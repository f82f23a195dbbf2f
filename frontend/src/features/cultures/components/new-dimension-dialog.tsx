import { useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import type { Culture } from '@/api/schemas'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { DialogActions } from '@/components/ui/dialog-actions'
import { Form } from '@/components/ui/form'
import { RadioGroup } from '@/components/ui/radio-group'
import { TextField } from '@/components/ui/text-field'
import { usePlaceDimension, type Placement } from '../api/use-version-intents'

/** A dimension that the library does not have: its ends first, its place afterwards. */
export function NewDimensionDialog({ version, onClose }: { version: Culture; onClose: () => void }) {
  const { t } = useLingui()
  const [kind, setKind] = useState('style')
  const place = usePlaceDimension(version, onClose)
  const kinds = [
    { id: 'style', name: t`Style`, note: t`A place on a line; neither end is better.` },
    { id: 'standard', name: t`Standard`, note: t`A level; more is better.` },
  ]

  function submit({ code = '', name = '', low = '', high = '' }: Record<string, string>) {
    const words = { name, pole_a_name: high, pole_b_name: low, definition: '', pole_a: '', pole_b: '' }
    const body = { ...words, kind: kind as Placement['kind'], position: version.targets.length, weight: 3 }
    place.mutate({ code, body: { ...body, reason: '', commercial_reason: '', on: [], off: [] } })
  }

  return (
    <Dialog title={t`Add one of your own`} isOpen onClose={onClose}>
      <Form label={t`Add one of your own`} problem={place.error} onSubmit={submit}>
        <RadioGroup label={t`Kind`} choices={kinds} value={kind} onChange={setKind} />
        <TextField label={t`Name`} name="name" autoFocus />
        <TextField label={t`Short code`} help={t`Letters and digits, such as “speed”. Instruments refer to it.`} name="code" />
        <TextField label={kind === 'style' ? t`One end of the line` : t`What the low end looks like`} name="low" />
        <TextField label={kind === 'style' ? t`The other end` : t`What the high end looks like`} name="high" />
        <DialogActions>
          <Button onPress={onClose}>{t`Cancel`}</Button>
          <Button type="submit" tone="primary" isPending={place.isPending}>{t`Add it`}</Button>
        </DialogActions>
      </Form>
    </Dialog>
  )
}

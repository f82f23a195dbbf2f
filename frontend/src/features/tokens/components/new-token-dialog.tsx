import { useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import type { Capability } from '@/api/schemas'
import { Grid } from '@/components/layouts/stack'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { CheckboxGroup } from '@/components/ui/checkbox-group'
import { Dialog } from '@/components/ui/dialog'
import { DialogActions } from '@/components/ui/dialog-actions'
import { Form } from '@/components/ui/form'
import { Select } from '@/components/ui/select'
import { TextField } from '@/components/ui/text-field'
import { CAPABILITY_WORDS } from '@/lib/session/capabilities'
import { useMembership } from '@/lib/session/organisation'
import { useCreateToken } from '../api/use-token-intents'
import { SecretShown } from './secret-shown'

export function NewTokenDialog({ onClose }: { onClose: () => void }) {
  const { t } = useLingui()
  const create = useCreateToken()
  return (
    <Dialog title={t`Make a token`} isOpen onClose={onClose} wide insistent={create.isSuccess}>
      {create.data ? <SecretShown secret={create.data.secret} onClose={onClose} /> : <TokenForm create={create} onClose={onClose} />}
    </Dialog>
  )
}

function TokenForm({ create, onClose }: { create: ReturnType<typeof useCreateToken>; onClose: () => void }) {
  const { t, i18n } = useLingui()
  const { capabilities } = useMembership()
  const [scopes, setScopes] = useState<Capability[]>([])
  const [days, setDays] = useState('90')
  const spans = [
    { id: '30', name: t`30 days` },
    { id: '90', name: t`90 days` },
    { id: '366', name: t`a year` },
  ]
  return (
    <Form
      label={t`Make a token`}
      problem={create.error}
      onSubmit={({ name = '' }) => create.mutate({ name, scopes, valid_days: Number(days) })}
    >
      <TextField label={t`Name`} help={t`The program that gets it, so that you know it again.`} name="name" autoComplete="off" autoFocus />
      <CheckboxGroup label={t`What it may do`} name="scopes" value={scopes} onChange={(chosen) => setScopes(chosen as Capability[])}>
        <Grid>
          {capabilities.map((capability) => (
            <Checkbox key={capability} value={capability}>
              {i18n._(CAPABILITY_WORDS[capability])}
            </Checkbox>
          ))}
        </Grid>
      </CheckboxGroup>
      <Select label={t`Works for`} choices={spans} value={days} onChange={setDays} />
      <DialogActions>
        <Button onPress={onClose}>{t`Cancel`}</Button>
        <Button type="submit" tone="primary" isPending={create.isPending}>{t`Make it`}</Button>
      </DialogActions>
    </Form>
  )
}

import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { membersWithQuery } from '@/api/choices'
import type { Culture } from '@/api/schemas'
import { Button } from '@/components/ui/button'
import { Callout } from '@/components/ui/callout'
import { Checkbox } from '@/components/ui/checkbox'
import { CheckboxGroup } from '@/components/ui/checkbox-group'
import { Dialog } from '@/components/ui/dialog'
import { DialogActions } from '@/components/ui/dialog-actions'
import { Form } from '@/components/ui/form'
import { NumberField } from '@/components/ui/number-field'
import { useOrganisationId } from '@/lib/session/organisation'
import { useNameSignatories } from '../api/use-version-intents'

export function SignatoriesButton({ version }: { version: Culture }) {
  const { t } = useLingui()
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button onPress={() => setOpen(true)}>{t`Name the signatories`}</Button>
      {open && <SignatoriesDialog version={version} onClose={() => setOpen(false)} />}
    </>
  )
}

function SignatoriesDialog({ version, onClose }: { version: Culture; onClose: () => void }) {
  const { t } = useLingui()
  const people = useQuery(membersWithQuery(useOrganisationId(), ['signatory']))
  const [chosen, setChosen] = useState(version.signatories.map((signatory) => signatory.membership_id))
  const [quorum, setQuorum] = useState(Math.max(1, version.quorum))
  const name = useNameSignatories(version, onClose)
  return (
    <Dialog title={t`Name the signatories`} isOpen onClose={onClose}>
      <Form label={t`Name the signatories`} problem={name.error} onSubmit={() => name.mutate({ signatories: chosen, quorum })}>
        {people.data?.length === 0 && (
          <Callout tone="caution" title={t`Nobody here is a signatory yet`}>
            <p>{t`An owner gives that role to the senior people under Members.`}</p>
          </Callout>
        )}
        <CheckboxGroup label={t`Who signs`} name="signatories" value={chosen} onChange={setChosen}>
          {people.data?.map((member) => (
            <Checkbox key={member.id} value={member.id}>
              <span translate="no">{member.name}</span>
            </Checkbox>
          ))}
        </CheckboxGroup>
        <NumberField label={t`How many signatures make it valid`} name="quorum" value={quorum} onChange={setQuorum} minValue={1} maxValue={Math.max(1, chosen.length)} />
        <DialogActions>
          <Button onPress={onClose}>{t`Cancel`}</Button>
          <Button type="submit" tone="primary" isPending={name.isPending}>{t`Name them`}</Button>
        </DialogActions>
      </Form>
    </Dialog>
  )
}

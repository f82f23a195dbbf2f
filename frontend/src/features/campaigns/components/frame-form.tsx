import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { signedVersionsQuery } from '@/api/choices'
import { useState } from 'react'
import type { Campaign } from '@/api/schemas'
import { Grid } from '@/components/layouts/stack'
import { Button } from '@/components/ui/button'
import { Callout } from '@/components/ui/callout'
import { DialogActions } from '@/components/ui/dialog-actions'
import { Form } from '@/components/ui/form'
import { Select } from '@/components/ui/select'
import { TextArea } from '@/components/ui/text-area'
import { TextField } from '@/components/ui/text-field'
import { useToast } from '@/components/ui/toasts'
import { useOrganisationId } from '@/lib/session/organisation'
import { useChangeCampaign } from '../api/use-campaign-intents'

export function FrameForm({ campaign, onDone }: { campaign: Campaign; onDone: () => void }) {
  const { t } = useLingui()
  const toast = useToast()
  const versions = useQuery(signedVersionsQuery(useOrganisationId()))
  const [version, setVersion] = useState(campaign.definition_version_id)
  const change = useChangeCampaign(campaign, () => {
    toast(t`The frame is saved.`)
    onDone()
  })
  const choices = versions.data?.map(({ id, definition, number }) => ({ id, name: t`${definition}, version ${number}` }))

  return (
    <Form
      label={t`Frame`}
      problem={change.error}
      onSubmit={({ closes_on, answer_by, ...words }) =>
        change.mutate({
          purpose: words.purpose,
          contact_name: words.contact_name,
          contact_email: words.contact_email,
          definition_version_id: version,
          closes_on: closes_on === '' ? null : closes_on,
          answer_by: answer_by === '' ? null : answer_by,
        })
      }
    >
      {choices?.length === 0 && (
        <Callout tone="caution" title={t`No culture definition is signed yet`}>
          <p>{t`The signatories sign under Culture. Until then a campaign can be prepared, not sent.`}</p>
        </Callout>
      )}
      <Grid>
        <Select label={t`Signed definition`} placeholder={t`Choose one`} choices={choices ?? []} value={version} onChange={setVersion} name="definition_version_id" />
        <TextField label={t`Last day to submit`} type="date" name="closes_on" defaultValue={campaign.closes_on ?? ''} />
        <TextField label={t`Everybody is answered by`} help={t`A promise: the ledger counts whether it was kept.`} type="date" name="answer_by" defaultValue={campaign.answer_by ?? ''} />
        <TextField label={t`Whom candidates may ask`} name="contact_name" defaultValue={campaign.contact_name} />
        <TextField label={t`Their e-mail`} type="email" name="contact_email" defaultValue={campaign.contact_email} />
      </Grid>
      <TextArea label={t`What it is for`} help={t`Candidates read this in their invitation.`} name="purpose" defaultValue={campaign.purpose} rows={3} isRequired={false} />
      <DialogActions>
        <Button type="submit" tone="primary" isPending={change.isPending}>{t`Save the frame`}</Button>
      </DialogActions>
    </Form>
  )
}

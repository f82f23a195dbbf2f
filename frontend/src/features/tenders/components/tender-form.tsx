import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { answeredInstrumentsQuery, signedVersionsQuery } from '@/api/choices'
import type { Tender } from '@/api/schemas'
import { Grid } from '@/components/layouts/stack'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { CheckboxGroup } from '@/components/ui/checkbox-group'
import { DialogActions } from '@/components/ui/dialog-actions'
import { Form } from '@/components/ui/form'
import { NumberField } from '@/components/ui/number-field'
import { Select } from '@/components/ui/select'
import { TextArea } from '@/components/ui/text-area'
import { TextField } from '@/components/ui/text-field'
import { useToast } from '@/components/ui/toasts'
import { useOrganisationId } from '@/lib/session/organisation'
import { dimensionsQuery } from '../api/queries'
import { useChangeTender } from '../api/use-tender-intents'

/** A moment as the field of the browser wants it: local time without a zone. */
function localMoment(value: string | null): string {
  if (value === null) return ''
  const moment = new Date(value)
  return new Date(moment.getTime() - moment.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}

export function TenderForm({ tender, onDone }: { tender: Tender; onDone: () => void }) {
  const { t } = useLingui()
  const toast = useToast()
  const organisationId = useOrganisationId()
  const [version, setVersion] = useState(tender.definition_version_id)
  const [criteria, setCriteria] = useState<string[]>(tender.criteria.map(({ dimension }) => dimension))
  const [instrument, setInstrument] = useState(tender.instruments[0]?.instrument_version_id ?? null)
  const versions = useQuery(signedVersionsQuery(organisationId))
  const dimensions = useQuery(dimensionsQuery(organisationId, version))
  const instruments = useQuery(answeredInstrumentsQuery(organisationId))
  const questionnaires = instruments.data?.filter(({ kind }) => kind === 'questionnaire')
  const change = useChangeTender(tender, () => {
    toast(t`The tender is saved.`)
    onDone()
  })

  return (
    <Form
      label={t`Frame and rules`}
      problem={change.error}
      onSubmit={({ deadline_at = '', answer_by = '', ...words }) =>
        change.mutate({
          purpose: words.purpose,
          contact_name: words.contact_name,
          contact_email: words.contact_email,
          ...(version ? { definition_version_id: version, criteria } : {}),
          ...(instrument ? { instruments: [instrument] } : {}),
          ...(deadline_at ? { deadline_at: new Date(deadline_at).toISOString() } : {}),
          ...(answer_by ? { answer_by } : {}),
          respondents: Number(words.respondents),
          fewest_levels: Number(words.fewest_levels),
          fewest_customer_facing: Number(words.fewest_customer_facing),
        })
      }
    >
      <Grid>
        <Select
          label={t`Signed definition`}
          choices={versions.data?.map(({ id, definition, number }) => ({ id, name: t`${definition}, version ${number}` })) ?? []}
          value={version}
          onChange={setVersion}
          name="definition_version_id"
        />
        <Select
          label={t`Questionnaire for suppliers`}
          choices={questionnaires?.map(({ id, title, code }) => ({ id, name: title || code })) ?? []}
          value={instrument}
          onChange={setInstrument}
          name="instruments"
        />
        <TextField label={t`Deadline`} help={t`Answers and results are sealed until then.`} type="datetime-local" name="deadline_at" defaultValue={localMoment(tender.deadline_at)} />
        <TextField label={t`Every bidder is answered by`} help={t`A promise: the ledger counts whether it was kept.`} type="date" name="answer_by" defaultValue={tender.answer_by ?? ''} />
      </Grid>
      {dimensions.data && (
        <CheckboxGroup label={t`Criteria`} help={t`Bands and weights are taken as signed.`} value={criteria} onChange={setCriteria}>
          {dimensions.data.map(({ code, name, weight }) => (
            <Checkbox key={code} value={code}>
              <span translate="no">{name}</span>{' '}
              <span>{t`(weight ${weight})`}</span>
            </Checkbox>
          ))}
        </CheckboxGroup>
      )}
      <Grid>
        <NumberField label={t`Respondents drawn`} name="respondents" minValue={5} maxValue={50} defaultValue={tender.respondents} />
        <NumberField label={t`Levels at least`} name="fewest_levels" minValue={2} maxValue={10} defaultValue={tender.fewest_levels} />
        <NumberField label={t`Meeting customers at least`} name="fewest_customer_facing" minValue={1} maxValue={50} defaultValue={tender.fewest_customer_facing} />
      </Grid>
      <Grid>
        <TextField label={t`Whom bidders may ask`} name="contact_name" defaultValue={tender.contact_name} />
        <TextField label={t`Their e-mail`} type="email" name="contact_email" defaultValue={tender.contact_email} />
      </Grid>
      <TextArea label={t`What it is for`} help={t`Bidders read this in their invitation.`} name="purpose" defaultValue={tender.purpose} rows={3} />
      <DialogActions>
        <Button type="submit" tone="primary" isPending={change.isPending}>{t`Save the tender`}</Button>
      </DialogActions>
    </Form>
  )
}

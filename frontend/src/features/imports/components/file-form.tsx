import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { answeredInstrumentsQuery, signedVersionsQuery } from '@/api/choices'
import { useState } from 'react'
import type { ProblemError } from '@/api/problem'
import { Button } from '@/components/ui/button'
import { DialogActions } from '@/components/ui/dialog-actions'
import { Form } from '@/components/ui/form'
import { Loading } from '@/components/ui/loading'
import { RadioGroup } from '@/components/ui/radio-group'
import { Select } from '@/components/ui/select'
import { TextField } from '@/components/ui/text-field'
import { useOrganisationId } from '@/lib/session/organisation'
import { markOf, type FileToImport } from '../api/use-import-intents'
import { ContentField } from './content-field'
import { useOriginWords } from './origin-words'

interface FileFormProps {
  file: FileToImport | null
  problem: ProblemError | null
  isPending: boolean
  onCheck: (file: FileToImport) => void
  onCancel: () => void
}

const NONE = 'none'

export function FileForm({ file, problem, isPending, onCheck, onCancel }: FileFormProps) {
  const { t } = useLingui()
  const organisationId = useOrganisationId()
  const origins = useOriginWords()
  const instruments = useQuery(answeredInstrumentsQuery(organisationId)).data
  const definitions = useQuery(signedVersionsQuery(organisationId)).data
  const [instrument, setInstrument] = useState(file?.instrument_version_id ?? '')
  const [definition, setDefinition] = useState(file?.definition_version_id ?? NONE)
  const [origin, setOrigin] = useState<FileToImport['origin']>(file?.origin ?? 'real')
  const [title, setTitle] = useState(file?.title ?? '')
  const [content, setContent] = useState<File | null>(file?.pasted === null ? file.content : null)
  const versions = definitions?.map(({ id, definition: name, number }) => ({ id, name: t`${name}, version ${number}` }))

  function choose(chosen: File | null) {
    setContent(chosen)
    if (chosen && !title) setTitle(chosen.name.replace(/\.[^.]+$/, ''))
  }

  if (!instruments || !versions) return <Loading />
  return (
    <Form
      label={t`Import a file`}
      problem={problem}
      onSubmit={({ id_column = '', missing_codes = '', text = '' }) => {
        const chosen = content ?? new File([text], 'pasted.csv', { type: 'text/csv', lastModified: 0 })
        onCheck({
          instrument_version_id: instrument,
          definition_version_id: definition === NONE ? null : definition,
          title,
          origin,
          id_column,
          missing_codes,
          content: chosen,
          mark: markOf(chosen),
          pasted: content ? null : text,
        })
      }}
    >
      <ContentField content={content} pasted={file?.pasted ?? ''} onChoose={choose} />
      <TextField label={t`Title`} name="title" value={title} onChange={setTitle} />
      <Select
        label={t`Instrument`}
        name="instrument_version_id"
        choices={instruments.map(({ id, title: name, code, version }) => ({ id, name: `${name} (${code} ${version})` }))}
        value={instrument || null}
        onChange={setInstrument}
      />
      <Select label={t`Held against`} choices={[{ id: NONE, name: t`no definition` }, ...versions]} value={definition} onChange={setDefinition} />
      <RadioGroup
        label={t`Answers of`}
        choices={[
          { id: 'real', name: origins.real },
          { id: 'simulated', name: origins.simulated, note: t`Stamped SIMULATED wherever it shows, and never proof of a scale.` },
        ]}
        value={origin}
        onChange={(id) => setOrigin(id as FileToImport['origin'])}
      />
      <TextField label={t`Column with the people’s ids`} help={t`Where there is none, people are numbered.`} name="id_column" defaultValue={file?.id_column ?? 'id'} />
      <TextField label={t`Codes that mean no answer`} help={t`Separated by commas. What an SPSS file itself declares missing is known.`} name="missing_codes" defaultValue={file?.missing_codes ?? ''} optional />
      <DialogActions>
        <Button onPress={onCancel}>{t`Cancel`}</Button>
        <Button type="submit" tone="primary" isPending={isPending}>{t`Check the file`}</Button>
      </DialogActions>
    </Form>
  )
}

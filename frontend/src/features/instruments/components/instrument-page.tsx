import { useLingui } from '@lingui/react/macro'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { InstrumentDetail } from '@/api/schemas'
import { Page } from '@/components/layouts/page'
import { Button } from '@/components/ui/button'
import { Loading } from '@/components/ui/loading'
import { ProblemCallout } from '@/components/ui/problem-callout'
import { useMay, useMembership } from '@/lib/session/organisation'
import { instrumentQuery } from '../api/queries'
import { ExerciseReader } from './exercise-reader'
import { FormReader } from './form-reader'
import { KeysReader } from './keys-reader'
import { StandingNotes } from './standing-notes'
import { UnitsSection } from './units-section'
import { UseSection } from './use-section'

/** Everything about one instrument, as somebody reads it before it is used: on the screen, or printed. */
export function InstrumentPage({ instrumentId }: { instrumentId: string }) {
  const { organisation } = useMembership()
  const [language, setLanguage] = useState('')
  const instrument = useQuery({
    ...instrumentQuery(organisation.id, instrumentId, language),
    placeholderData: keepPreviousData,
  })
  if (instrument.isError) return <ProblemCallout problem={instrument.error} />
  if (!instrument.data) return <Loading />
  return <Whole instrument={instrument.data} onLanguage={setLanguage} />
}

interface WholeProps {
  instrument: InstrumentDetail
  onLanguage: (language: string) => void
}

function Whole({ instrument, onLanguage }: WholeProps) {
  const { t } = useLingui()
  const { organisation } = useMembership()
  const maySeeKeys = useMay('view_keys')
  const { id, kind, title, summary, language, units, sections, forms, variants } = instrument
  return (
    <Page
      title={title}
      titleIsData
      place={organisation.name}
      lead={<span translate="no" lang={language}>{summary}</span>}
      trail={<Link to="/o/$organisationId/instruments" params={{ organisationId: organisation.id }}>{t`Instruments`}</Link>}
      actions={<Button onPress={() => window.print()}>{t`Print`}</Button>}
    >
      <StandingNotes instrument={instrument} onLanguage={onLanguage} />
      <UnitsSection units={units} />
      <UseSection instrument={instrument} />
      {kind === 'exercise' ? (
        <ExerciseReader key={id} instrumentId={id} forms={forms} variants={variants} />
      ) : (
        <FormReader instrumentId={id} language={language} sections={sections} />
      )}
      {maySeeKeys && kind !== 'exercise' && <KeysReader instrumentId={id} language={language} />}
    </Page>
  )
}

import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Facts } from '@/components/layouts/facts'
import { Page } from '@/components/layouts/page'
import { Section } from '@/components/layouts/section'
import { Details } from '@/components/ui/details'
import { Loading } from '@/components/ui/loading'
import { ProblemCallout } from '@/components/ui/problem-callout'
import { formatFigure } from '@/i18n/formats'
import { useMay, useMembership } from '@/lib/session/organisation'
import { instrumentQuery } from '../api/queries'
import { EvidenceText } from './evidence-text'
import { ExerciseReader } from './exercise-reader'
import { FormReader } from './form-reader'
import { KeysReader } from './keys-reader'
import { UnitsSection } from './units-section'

export function InstrumentPage({ instrumentId }: { instrumentId: string }) {
  const { t } = useLingui()
  const { organisation } = useMembership()
  const maySeeKeys = useMay('view_keys')
  const instrument = useQuery(instrumentQuery(organisation.id, instrumentId))
  if (instrument.isError) return <ProblemCallout problem={instrument.error} />
  if (!instrument.data) return <Loading />
  const { kind, title, summary, intended_use: use, units, evidence, minutes, version, forms, variants } = instrument.data
  return (
    <Page
      title={title}
      titleIsData
      place={organisation.name}
      lead={<span translate="no">{summary}</span>}
      trail={<Link to="/o/$organisationId/instruments" params={{ organisationId: organisation.id }}>{t`Instruments`}</Link>}
    >
      <UnitsSection units={units} />
      <Section title={t`What it is for`} card>
        <Facts
          facts={[
            { name: t`Version`, value: <span translate="no">{version}</span> },
            { name: t`Minutes`, value: formatFigure(minutes, 0) },
            { name: t`For`, value: <span translate="no">{use.population}</span> },
            { name: t`Decision`, value: <span translate="no">{`${use.decision} (${use.stakes})`}</span> },
            { name: t`Not for`, value: <span translate="no">{use.not_for.join('; ') || '–'}</span> },
          ]}
        />
        <Details summary={t`Evidence, as its authors write it`}>
          <EvidenceText text={evidence || '–'} />
        </Details>
      </Section>
      {kind === 'exercise' ? (
        <ExerciseReader key={instrumentId} instrumentId={instrumentId} forms={forms} variants={variants} />
      ) : (
        <FormReader instrumentId={instrumentId} />
      )}
      {maySeeKeys && <KeysReader instrumentId={instrumentId} />}
    </Page>
  )
}

import { useLingui } from '@lingui/react/macro'
import type { InstrumentDetail } from '@/api/schemas'
import { Facts } from '@/components/layouts/facts'
import { Section } from '@/components/layouts/section'
import { Details } from '@/components/ui/details'
import { formatFigure } from '@/i18n/formats'
import { EvidenceText } from './evidence-text'
import { useInstrumentKinds } from './instrument-words'
import { Lines } from './lines'

/** For whom and for which decision an instrument is meant, for what it is not, and what its authors know. */
export function UseSection({ instrument }: { instrument: InstrumentDetail }) {
  const { t } = useLingui()
  const kinds = useInstrumentKinds()
  const { kind, code, version, minutes, authors, evidence, intended_use: use } = instrument
  return (
    <Section title={t`What it is for`} card long>
      <Facts
        facts={[
          { name: t`Kind`, value: kinds[kind] },
          { name: t`Version`, value: <span translate="no">{`${code} ${version}`}</span> },
          { name: t`Minutes`, value: formatFigure(minutes, 0) },
          { name: t`Authors`, value: <span translate="no">{authors.join(', ')}</span> },
          { name: t`For`, value: <span translate="no">{use.population}</span> },
          { name: t`Decision`, value: <span translate="no">{`${use.decision} (${use.stakes})`}</span> },
          { name: t`Not for`, value: <Lines lines={use.not_for} /> },
        ]}
      />
      <Details summary={t`Evidence, as its authors write it`}>
        <EvidenceText text={evidence || '–'} />
      </Details>
    </Section>
  )
}

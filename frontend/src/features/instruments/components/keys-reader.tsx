import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import type { InstrumentKeys } from '@/api/schemas'
import { Section } from '@/components/layouts/section'
import { Stack } from '@/components/layouts/stack'
import { Details } from '@/components/ui/details'
import { Table } from '@/components/ui/table'
import { formatCount } from '@/i18n/formats'
import { useOrganisationId } from '@/lib/session/organisation'
import { keysQuery } from '../api/queries'
import { ScenarioKey } from './scenario-key'

/** For those who guard the keys: what each answer counts for, and the models in force. */
export function KeysReader({ instrumentId, language }: { instrumentId: string; language: string }) {
  const { t } = useLingui()
  const keys = useQuery(keysQuery(useOrganisationId(), instrumentId, language))
  if (!keys.data) return null
  const { statement, items, scenarios, scoring_models } = keys.data
  return (
    <Section title={t`Keys and models`} lead={t`Seen by psychometricians and auditors alone.`} card long>
      {statement && <p translate="no">{statement}</p>}
      {items.length > 0 && (
        <Details summary={t`Items and what a high answer speaks for`}>
          <ItemKeys items={items} />
        </Details>
      )}
      {scenarios.length > 0 && (
        <Details summary={t`Scenarios with the key of their options and the rubric of a written answer`}>
          <Stack>
            {scenarios.map((scenario) => (
              <ScenarioKey key={scenario.code} scenario={scenario} />
            ))}
          </Stack>
        </Details>
      )}
      <Models models={scoring_models} />
    </Section>
  )
}

function ItemKeys({ items }: { items: InstrumentKeys['items'] }) {
  const { t } = useLingui()
  return (
    <Table
      caption={t`Items and what a high answer speaks for`}
      rows={items}
      rowKey={(item) => item.code}
      columns={[
        { id: 'text', name: t`Item`, rowHeader: true, cell: (item) => <span translate="no">{item.text}</span> },
        { id: 'scale', name: t`Scale`, cell: (item) => <span translate="no">{item.scale}</span> },
        { id: 'pole', name: t`Speaks for`, cell: (item) => <span translate="no">{item.speaks_for}</span> },
        { id: 'code', name: t`Code`, cell: (item) => <code translate="no">{`${item.code}\u00a0${item.key}`}</code> },
      ]}
    />
  )
}

function Models({ models }: { models: InstrumentKeys['scoring_models'] }) {
  const { t } = useLingui()
  return (
    <Table
      caption={t`Scoring models`}
      rows={models}
      rowKey={(model) => model.id}
      columns={[
        { id: 'kind', name: t`Model`, rowHeader: true, cell: (model) => <span translate="no">{model.kind}</span> },
        { id: 'basis', name: t`Parameters`, cell: (model) => (model.basis === 'data' ? t`from data` : t`assumed`) },
        { id: 'real', name: t`Real answers`, figures: true, cell: (model) => formatCount(model.origin_real ?? 0) },
        { id: 'hash', name: t`Fingerprint`, cell: (model) => <code translate="no">{model.model_hash.slice(0, 12)}</code> },
      ]}
    />
  )
}

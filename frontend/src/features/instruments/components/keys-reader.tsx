import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { Section } from '@/components/layouts/section'
import { Details } from '@/components/ui/details'
import { Table } from '@/components/ui/table'
import { formatCount } from '@/i18n/formats'
import { useOrganisationId } from '@/lib/session/organisation'
import { keysQuery } from '../api/queries'
import styles from './keys-reader.module.css'

/** For those who guard the keys: what decides a score, and the models in force. */
export function KeysReader({ instrumentId }: { instrumentId: string }) {
  const { t } = useLingui()
  const keys = useQuery(keysQuery(useOrganisationId(), instrumentId))
  if (!keys.data) return null
  return (
    <Section title={t`Keys and models`} lead={t`Seen by psychometricians and auditors alone.`} card>
      <Table
        caption={t`Scoring models`}
        rows={keys.data.scoring_models}
        rowKey={(model) => model.id}
        columns={[
          { id: 'kind', name: t`Model`, rowHeader: true, cell: (model) => <span translate="no">{model.kind}</span> },
          { id: 'basis', name: t`Parameters`, cell: (model) => (model.basis === 'data' ? t`from data` : t`assumed`) },
          { id: 'real', name: t`Real answers`, figures: true, cell: (model) => formatCount(model.origin_real ?? 0) },
          { id: 'hash', name: t`Fingerprint`, cell: (model) => <code translate="no">{model.model_hash.slice(0, 12)}</code> },
        ]}
      />
      <Details summary={t`Keys, as their author wrote them`}>
        <pre className={styles.keys} translate="no" tabIndex={0}>
          {JSON.stringify(keys.data.structure, null, 2)}
        </pre>
      </Details>
    </Section>
  )
}

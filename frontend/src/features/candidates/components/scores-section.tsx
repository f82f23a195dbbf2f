import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { Section } from '@/components/layouts/section'
import { Details } from '@/components/ui/details'
import { Table } from '@/components/ui/table'
import { formatPlace, formatSpread } from '@/i18n/formats'
import { useOrganisationId } from '@/lib/session/organisation'
import { scoresQuery } from '../api/queries'
import { useMethodWords, useUnscoredWords } from './evidence-words'

/** Every scale behind the pictures, with its model, so that each figure can be recomputed. */
export function ScoresSection({ sittingId }: { sittingId: string }) {
  const { t } = useLingui()
  const method = useMethodWords()
  const unscored = useUnscoredWords()
  const scores = useQuery(scoresQuery(useOrganisationId(), sittingId))
  if (!scores.data) return null
  return (
    <Section title={t`Evidence`} card>
      <Details summary={t`Scales, errors and model versions`}>
        <Table
          caption={t`Scales, errors and model versions`}
          rows={scores.data}
          rowKey={(score) => score.id}
          columns={[
            { id: 'unit', name: t`Scale`, rowHeader: true, cell: (score) => <span translate="no">{score.unit}</span> },
            { id: 'method', name: t`Method`, cell: (score) => method(score.method) },
            { id: 'mean', name: t`Position`, figures: true, cell: ({ mean, reason }) => (mean === null || mean === undefined ? unscored(reason) : formatPlace(mean)) },
            { id: 'se', name: t`Standard error`, figures: true, cell: ({ se }) => (se === null || se === undefined ? '–' : formatSpread(se)) },
            { id: 'n', name: t`Answers`, figures: true, cell: (score) => `${score.n_answered} / ${score.n_items}` },
            { id: 'status', name: t`Status`, cell: (score) => <span translate="no">{`${score.basis}, ${score.status}`}</span> },
            { id: 'model', name: t`Model`, cell: (score) => <code translate="no">{score.model_hash.slice(0, 12)}</code> },
          ]}
        />
      </Details>
    </Section>
  )
}

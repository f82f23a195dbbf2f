import { useLingui } from '@lingui/react/macro'
import type { CandidateInCampaign, DimensionFit, PairComparison } from '@/api/schemas'
import { Section } from '@/components/layouts/section'
import { Stack } from '@/components/layouts/stack'
import { Table } from '@/components/ui/table'
import { formatPercent, formatSpread } from '@/i18n/formats'

interface DifferencesSectionProps {
  pairs: readonly PairComparison[]
  candidates: readonly CandidateInCampaign[]
  dimensions: readonly DimensionFit[]
}

const spread = (value: number | null) => (value === null ? '–' : formatSpread(value))

/** Every difference with its own error, which is larger than that of either position. */
export function DifferencesSection({ pairs, candidates, dimensions }: DifferencesSectionProps) {
  const { t } = useLingui()
  const nameOf = (id: string) => candidates.find((candidate) => candidate.candidate_id === id)?.name ?? ''
  const dimensionOf = (code: string) => dimensions.find((dimension) => dimension.dimension === code)?.name ?? code
  return (
    <Section title={t`Differences`}>
      <Stack>
        {pairs.map((pair) => (
          <Section key={`${pair.first_id}${pair.second_id}`} title={t`${nameOf(pair.first_id)} minus ${nameOf(pair.second_id)}`} lead={<Apart pair={pair} />} card>
            <Table
              caption={t`${nameOf(pair.first_id)} minus ${nameOf(pair.second_id)}`}
              rows={pair.differences}
              rowKey={(row) => row.dimension}
              columns={[
                { id: 'dimension', name: t`Dimension`, rowHeader: true, cell: (row) => <span translate="no">{dimensionOf(row.dimension)}</span> },
                { id: 'difference', name: t`Difference`, figures: true, cell: (row) => spread(row.difference) },
                { id: 'se', name: t`Standard error`, figures: true, cell: (row) => spread(row.se) },
                { id: 'interval', name: t`90 % interval`, figures: true, cell: (row) => (row.lower === null ? '–' : t`${spread(row.lower)} to ${spread(row.upper)}`) },
                { id: 'provisional', name: t`Evidence`, cell: (row) => (row.provisional ? t`provisional` : t`passed its gates`) },
              ]}
            />
          </Section>
        ))}
      </Stack>
    </Section>
  )
}

function Apart({ pair }: { pair: PairComparison }) {
  const { t } = useLingui()
  if (pair.delta === null) return <span translate="no">{pair.reason}</span>
  const share = formatPercent(pair.delta)
  return pair.apart
    ? t`The first is on culture on more dimensions with a probability of ${share}.`
    : t`They cannot be told apart (probability ${share} that the first is on culture on more dimensions).`
}

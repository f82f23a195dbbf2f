import { useLingui } from '@lingui/react/macro'
import type { BidState } from '@/api/bidder'
import { Section } from '@/components/layouts/section'
import { Table } from '@/components/ui/table'
import { formatCount, formatFigure, formatMinute } from '@/i18n/formats'

/** By what every bidder is judged, as it was frozen. */
export function CriteriaList({ bid }: { bid: BidState }) {
  const { t } = useLingui()
  return (
    <Section
      title={t`By what you are judged`}
      lead={
        <>
          {t`Frozen on ${formatMinute(bid.frozen_at)}, before anybody was invited, and the same for every bidder.`}{' '}
          <code translate="no">{bid.criteria_hash.slice(0, 16)}</code>
        </>
      }
      card
    >
      <Table
        caption={t`Criteria`}
        rows={bid.criteria}
        rowKey={({ id }) => id}
        columns={[
          { id: 'name', name: t`Dimension`, rowHeader: true, cell: ({ name }) => <span translate="no">{name}</span> },
          { id: 'poles', name: t`From and to`, cell: ({ pole_a_name, pole_b_name }) => <span translate="no">{`${pole_b_name} – ${pole_a_name}`}</span> },
          {
            id: 'band',
            name: t`Band (1 to 6)`,
            figures: true,
            cell: ({ lower, upper }) => (lower === null || upper === null ? t`none` : t`${formatFigure(lower, 1)} to ${formatFigure(upper, 1)}`),
          },
          { id: 'weight', name: t`Weight`, figures: true, cell: ({ weight }) => formatCount(weight) },
        ]}
      />
      <p>{t`Level: the plain mean of at least five respondents with its interval. Agreement by three rules stands beside it, and so does your evidence. There is no single score.`}</p>
    </Section>
  )
}

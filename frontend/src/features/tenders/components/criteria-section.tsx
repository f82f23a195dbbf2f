import { useLingui } from '@lingui/react/macro'
import type { Tender } from '@/api/schemas'
import { Section } from '@/components/layouts/section'
import { Table } from '@/components/ui/table'
import { formatCount, formatMinute, formatPlace } from '@/i18n/formats'

/** By what bidders are judged: dimensions of the signed definition with band and weight, and the hash that froze them. */
export function CriteriaSection({ tender }: { tender: Tender }) {
  const { t } = useLingui()
  if (tender.criteria.length === 0) return null
  return (
    <Section
      title={t`Criteria`}
      lead={
        tender.frozen_at ? (
          <>
            {t`Frozen on ${formatMinute(tender.frozen_at)}, before anybody was invited.`} <code translate="no">{tender.criteria_hash.slice(0, 16)}</code>
          </>
        ) : (
          t`Bands and weights as signed. They can still be chosen until the tender is frozen.`
        )
      }
      card
    >
      <Table
        caption={t`Criteria`}
        rows={tender.criteria}
        rowKey={({ id }) => id}
        columns={[
          { id: 'name', name: t`Dimension`, rowHeader: true, cell: ({ name }) => <span translate="no">{name}</span> },
          { id: 'kind', name: t`Kind`, cell: ({ kind }) => (kind === 'style' ? t`style: a place` : t`standard: a level`) },
          {
            id: 'band',
            name: t`Band (20 to 80)`,
            figures: true,
            cell: ({ lower, upper }) => (lower === null || upper === null ? t`none signed` : t`${formatPlace(lower)} to ${formatPlace(upper)}`),
          },
          { id: 'weight', name: t`Weight`, figures: true, cell: ({ weight }) => formatCount(weight) },
        ]}
      />
    </Section>
  )
}

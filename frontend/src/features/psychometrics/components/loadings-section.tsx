import { useLingui } from '@lingui/react/macro'
import type { ScaleDetail } from '@/api/schemas'
import { PathDiagram } from '@/components/charts/path-diagram'
import { Section } from '@/components/layouts/section'
import { Table } from '@/components/ui/table'
import { formatCount, formatFigure } from '@/i18n/formats'

/** The one-factor model of the people who did not calibrate the scale: loadings with error, and what it leaves over. */
export function LoadingsSection({ scale }: { scale: ScaleDetail }) {
  const { t } = useLingui()
  const found = scale.figures?.confirmation
  if (!found) return <Section title={t`Structure`}>{t`Not known yet.`}</Section>
  const words = found.loadings.map((one) => `${one.item} ${formatFigure(one.loading)}`).join(', ')
  return (
    <Section title={t`Structure`} lead={t`Estimated anew from ${formatCount(found.n)} people who did not calibrate the scale. Lines are 95 % intervals.`}>
      <PathDiagram title={t`Loadings`} words={t`Standardised loadings: ${words}.`} factor={scale.glance.unit} loadings={found.loadings} />
      <Table
        caption={t`Loadings`}
        columns={[
          { id: 'item', name: t`Item`, rowHeader: true, cell: (row) => <span translate="no">{row.item}</span> },
          { id: 'loading', name: t`Loading`, figures: true, cell: (row) => formatFigure(row.loading, 3) },
          { id: 'se', name: t`Standard error`, figures: true, cell: (row) => formatFigure(row.se, 3) },
        ]}
        rows={found.loadings}
        rowKey={(row) => row.item}
      />
      <Residuals items={scale.figures?.items ?? []} rows={found.residuals} />
    </Section>
  )
}

function Residuals({ items, rows }: { items: readonly string[]; rows: readonly (readonly (number | null)[])[] }) {
  const { t } = useLingui()
  const named = items.map((item, at) => ({ item, values: rows[at] ?? [] }))
  return (
    <>
      <h3>{t`Residual correlations`}</h3>
      <Table
        caption={t`Residual correlations`}
        columns={[
          { id: 'item', name: t`Item`, rowHeader: true, cell: (row) => <span translate="no">{row.item}</span> },
          ...items.map((item, at) => ({
            id: item,
            name: item,
            figures: true,
            cell: (row: { values: readonly (number | null)[] }) => formatFigure(row.values[at] ?? 0, 3),
          })),
        ]}
        rows={named}
        rowKey={(row) => row.item}
      />
    </>
  )
}

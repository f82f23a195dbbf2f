import { useLingui } from '@lingui/react/macro'
import type { BadRow } from '@/api/schemas'
import { Table } from '@/components/ui/table'
import { formatCount } from '@/i18n/formats'

/** The lines of a list that cannot be used: which, why, and what helps. */
export function BadRows({ rows }: { rows: readonly BadRow[] }) {
  const { t } = useLingui()
  return (
    <Table
      caption={t`Lines that cannot be used`}
      rows={rows}
      rowKey={(row) => `${row.line} ${row.reason}`}
      columns={[
        { id: 'line', name: t`Line`, figures: true, cell: (row) => formatCount(row.line) },
        { id: 'value', name: t`It says`, rowHeader: true, cell: (row) => <span translate="no">{row.value || '–'}</span> },
        { id: 'reason', name: t`Why not`, cell: (row) => <span translate="no">{row.reason}</span> },
        { id: 'remedy', name: t`What helps`, cell: (row) => <span translate="no">{row.remedy}</span> },
      ]}
    />
  )
}

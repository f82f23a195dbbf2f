import { useLingui } from '@lingui/react/macro'
import { Stack } from '@/components/layouts/stack'
import { Table } from '@/components/ui/table'
import { formatCount } from '@/i18n/formats'
import type { BadCell, ImportPreview } from '../api/use-import-intents'

interface BadCellsProps {
  kind: ImportPreview['kind']
  cells: readonly BadCell[]
  total: number
}

export function BadCells({ kind, cells, total }: BadCellsProps) {
  const { t } = useLingui()
  const shown = formatCount(cells.length)
  const all = formatCount(total)
  return (
    <Stack tight>
      <Table
        caption={t`Places that cannot be used`}
        rows={cells}
        rowKey={(cell) => `${cell.line} ${cell.column} ${cell.reason}`}
        columns={[
          { id: 'line', name: kind === 'csv' ? t`Line` : t`Row`, figures: true, cell: (cell) => (cell.line ? formatCount(cell.line) : '–') },
          { id: 'column', name: t`Column`, cell: (cell) => <span translate="no">{cell.column || '–'}</span> },
          { id: 'value', name: t`It says`, rowHeader: true, cell: (cell) => <span translate="no">{cell.value || '–'}</span> },
          { id: 'reason', name: t`Why not`, cell: (cell) => <span translate="no">{cell.reason}</span> },
          { id: 'remedy', name: t`What helps`, cell: (cell) => <span translate="no">{cell.remedy}</span> },
        ]}
      />
      {total > cells.length && <p>{t`The first ${shown} of ${all} are shown.`}</p>}
    </Stack>
  )
}

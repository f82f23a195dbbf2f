import { useLingui } from '@lingui/react/macro'
import { flexRender, getCoreRowModel, useReactTable, type Row, type RowSelectionState } from '@tanstack/react-table'
import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { useRef } from 'react'
import type { CandidateInCampaign } from '@/api/schemas'
import { useCandidateColumns } from './candidate-columns'
import styles from './candidates-table.module.css'

interface CandidatesTableProps {
  campaignId: string
  candidates: CandidateInCampaign[]
  chosen: RowSelectionState
  onChosen: (chosen: RowSelectionState) => void
}

const ROW_HEIGHT = 76

/** A table of small pictures. Only the rows near the window are drawn. */
export function CandidatesTable({ campaignId, candidates, chosen, onChosen }: CandidatesTableProps) {
  'use no memo' // TanStack's instances change in place; a compiler must not cache what they return
  const { t } = useLingui()
  const frame = useRef<HTMLDivElement>(null)
  const dimensions = candidates.find((candidate) => candidate.dimensions.length > 0)?.dimensions ?? []
  const columns = useCandidateColumns(campaignId, dimensions)
  // eslint-disable-next-line react-hooks/incompatible-library -- not compiled, see above
  const table = useReactTable({
    data: candidates,
    columns,
    getCoreRowModel: getCoreRowModel(),
    getRowId: (row) => row.candidate_id,
    state: { rowSelection: chosen },
    onRowSelectionChange: (update) => onChosen(typeof update === 'function' ? update(chosen) : update),
  })
  const { rows } = table.getRowModel()
  const virtual = useWindowVirtualizer({ count: rows.length, estimateSize: () => ROW_HEIGHT, overscan: 12 })
  const shown = virtual.getVirtualItems()
  const before = shown[0]?.start ?? 0
  const after = virtual.getTotalSize() - (shown.at(-1)?.end ?? 0)

  return (
    <div ref={frame} className={styles.frame} tabIndex={0} role="region" aria-label={t`Candidates`}>
      <table className={styles.table} aria-rowcount={rows.length + 1}>
        <caption data-visually-hidden="">{t`Candidates`}</caption>
        <thead>
          {table.getHeaderGroups().map((group) => (
            <tr key={group.id} aria-rowindex={1}>
              {group.headers.map((header) => (
                <th key={header.id} scope="col" translate={header.id.startsWith('dimension') ? 'no' : undefined}>
                  <span data-visually-hidden={header.id === 'compare' ? '' : undefined}>
                    {flexRender(header.column.columnDef.header, header.getContext())}
                  </span>
                </th>
              ))}
            </tr>
          ))}
        </thead>
        <tbody>
          <Spacer height={before} columns={columns.length} />
          {shown.map(({ index }) => {
            const row = rows[index]
            return row && <CandidateRow key={row.id} row={row} index={index} measure={virtual.measureElement} />
          })}
          <Spacer height={after} columns={columns.length} />
        </tbody>
      </table>
    </div>
  )
}

function Spacer({ height, columns }: { height: number; columns: number }) {
  if (height <= 0) return null
  return (
    <tr aria-hidden="true">
      <td colSpan={columns} style={{ blockSize: height, padding: 0 }} />
    </tr>
  )
}

interface CandidateRowProps {
  row: Row<CandidateInCampaign>
  index: number
  measure: (element: HTMLTableRowElement | null) => void
}

function CandidateRow({ row, index, measure }: CandidateRowProps) {
  return (
    <tr ref={measure} data-index={index} aria-rowindex={index + 2}>
      {row.getVisibleCells().map((cell) => {
        const content = flexRender(cell.column.columnDef.cell, cell.getContext())
        if (cell.column.id === 'name') return <th key={cell.id} scope="row">{content}</th>
        return (
          <td key={cell.id} data-column={cell.column.id}>
            <span className={styles.label} aria-hidden="true" translate={cell.column.id.startsWith('dimension') ? 'no' : undefined}>
              {String(cell.column.columnDef.header)}
            </span>
            {content}
          </td>
        )
      })}
    </tr>
  )
}

import type { ReactNode } from 'react'
import styles from './table.module.css'

export interface Column<Row> {
  id: string
  name: string
  /** The name is somebody's data, not a text of ours. */
  nameIsData?: boolean
  cell: (row: Row) => ReactNode
  /** Figures end at the same edge. */
  figures?: boolean
  /** The cell that names the row for a screen reader. */
  rowHeader?: boolean
  /** Heads nothing a person would read, such as a menu: its name is spoken, not shown. */
  quiet?: boolean
}

interface TableProps<Row> {
  caption: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  rowKey: (row: Row) => string
}

/** A plain table: rows and columns a screen reader can walk and a printer can break. On a phone each row becomes a card. */
export function Table<Row>({ caption, columns, rows, rowKey }: TableProps<Row>) {
  return (
    <div className={styles.frame}>
      <table className={styles.table}>
        <caption data-visually-hidden="">{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.id} scope="col" data-figures={column.figures ? '' : undefined} translate={column.nameIsData ? 'no' : undefined}>
                {column.quiet ? <span data-visually-hidden="">{column.name}</span> : column.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)}>
              {columns.map((column) => (
                <TableCell key={column.id} column={column} row={row} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function TableCell<Row>({ column, row }: { column: Column<Row>; row: Row }) {
  const figures = column.figures ? '' : undefined
  const label = column.quiet || column.rowHeader ? undefined : column.name
  if (column.rowHeader) return <th scope="row">{column.cell(row)}</th>
  return (
    <td data-figures={figures} data-quiet={column.quiet ? '' : undefined}>
      {label && (
        <span className={styles.label} aria-hidden="true" translate={column.nameIsData ? 'no' : undefined}>
          {label}
        </span>
      )}
      {column.cell(row)}
    </td>
  )
}

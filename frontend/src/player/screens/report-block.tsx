import type { ReactNode } from 'react'
import type { ReportBlock } from '@/api/taker-schemas'
import { Callout } from '../parts/callout'
import { Fact, Facts } from '../parts/facts'
import styles from './report-block.module.css'
import { ReportStrip } from './report-strip'

type Type = ReportBlock['type']

/** Every kind of block and what shows it. A kind without a line here does not compile. */
const VIEWS: Record<Type, (block: ReportBlock) => ReactNode> = {
  heading: ({ text, level }) => (level === 2 ? <h3>{text}</h3> : <h2>{text}</h2>),
  text: ({ text }) => <p>{text}</p>,
  note: ({ text }) => <Callout tone="plain">{text}</Callout>,
  bullets: ({ items = [] }) => (
    <ul className={styles.list}>
      {items.map((item) => (
        <li key={item}>{item}</li>
      ))}
    </ul>
  ),
  facts: ({ pairs = [] }) => <Pairs pairs={pairs} />,
  signatures: ({ names = [] }) => <Pairs pairs={names} />,
  table: (block) => <BlockTable block={block} />,
  strip: (block) => <ReportStrip block={block} />,
  dots: ({ label, words }) => (
    <p>
      {label}: {words}
    </p>
  ),
}

export function ReportBlockView({ block }: { block: ReportBlock }) {
  return VIEWS[block.type](block)
}

function Pairs({ pairs }: { pairs: readonly string[][] }) {
  return (
    <Facts>
      {pairs.map(([name = '', value = '']) => (
        <Fact key={name} name={name}>
          {value}
        </Fact>
      ))}
    </Facts>
  )
}

function BlockTable({ block: { caption, columns = [], rows = [] } }: { block: ReportBlock }) {
  return (
    <div className={styles.scroll} role="region" aria-label={caption} tabIndex={0}>
      <table className={styles.table}>
        <caption>{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.join('|')}>
              {row.map((cell, place) => (
                <td key={columns[place] ?? place}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

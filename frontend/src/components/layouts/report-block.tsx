import type { ReactNode } from 'react'
import type { ReportBlock } from '@/api/schemas'
import { DensityStrip } from '@/components/charts/density-strip'
import { DotsLine } from '@/components/charts/dots-line'
import { Callout } from '@/components/ui/callout'
import { Table } from '@/components/ui/table'
import { Facts } from './facts'
import styles from './report-block.module.css'

/** Reports speak on T = 50 + 10 theta, our charts on theta. */
const theta = (t: number | null | undefined) => (t === null || t === undefined ? null : (t - 50) / 10)

/** Every kind of block and what shows it. A kind without a line here does not compile. */
const VIEWS: Record<ReportBlock['type'], (block: ReportBlock) => ReactNode> = {
  heading: ({ text, level }) => (level === 2 ? <h3 className={styles.minor}>{text}</h3> : <h2 className={styles.heading}>{text}</h2>),
  text: ({ text }) => <p className={styles.text}>{text}</p>,
  note: ({ text }) => <Callout title={text} />,
  bullets: ({ items = [] }) => (
    <ul className={styles.bullets}>
      {items.map((item) => (
        <li key={item}>{item}</li>
      ))}
    </ul>
  ),
  facts: ({ pairs = [] }) => <Pairs pairs={pairs} />,
  signatures: ({ names = [] }) => <Pairs pairs={names} />,
  table: (block) => <BlockTable block={block} />,
  strip: (block) => <BlockStrip block={block} />,
  dots: (block) => <BlockDots block={block} />,
}

export function ReportBlockView({ block }: { block: ReportBlock }) {
  return VIEWS[block.type](block)
}

function Pairs({ pairs }: { pairs: readonly string[][] }) {
  return <Facts facts={pairs.map(([name = '', value = '']) => ({ name, value }))} />
}

function BlockTable({ block: { caption = '', columns = [], rows = [] } }: { block: ReportBlock }) {
  return (
    <div className={styles.table}>
      <p className={styles.caption} aria-hidden="true">
        {caption}
      </p>
      <Table<string[]>
        caption={caption}
        rows={rows}
        rowKey={(row) => row.join('|')}
        columns={columns.map((name, place) => ({ id: name, name, rowHeader: place === 0, cell: (row) => row[place] }))}
      />
    </div>
  )
}

function BlockStrip({ block }: { block: ReportBlock }) {
  const { label = '', left = '', right = '', mean, se, band, words, provisional = false } = block
  return (
    <div className={styles.strip}>
      <DensityStrip
        title={label}
        position={{ mean: theta(mean), error: se === null || se === undefined ? null : se / 10, provisional }}
        target={band ? { kind: 'band', lower: theta(band[0]), upper: theta(band[1]) } : null}
        poles={{ low: left, high: right }}
      />
      {words && <p className={styles.words}>{words}</p>}
    </div>
  )
}

function BlockDots({ block }: { block: ReportBlock }) {
  const { label = '', left = '', right = '', minimum = 1, maximum = 6, mean = null, lower = null, upper = null, band = null, dots = [], words = '' } = block
  return <DotsLine {...{ label, left, right, minimum, maximum, mean, lower, upper, band, dots, words }} />
}

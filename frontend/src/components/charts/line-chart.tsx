import { Trans, useLingui } from '@lingui/react/macro'
import { scaleLinear } from 'd3-scale'
import { line } from 'd3-shape'
import { useId, useState } from 'react'
import { formatFigure, formatPlace } from '@/i18n/formats'
import { Button } from '../ui/button'
import { Table } from '../ui/table'
import styles from './line-chart.module.css'

export interface Series {
  name: string
  values: readonly number[]
}

interface LineChartProps {
  title: string
  /** What the picture says, in a sentence. */
  words: string
  theta: readonly number[]
  series: readonly Series[]
  /** A signed band, on theta, drawn behind the lines. */
  band?: { lower: number; upper: number } | null
  /** How values are told; without it as figures. */
  format?: (value: number) => string
}

const WIDTH = 640
const HEIGHT = 240
const LEFT = 48
const BOTTOM = 28
const RIGHT = 12
const DASHES = ['none', '7 3', '2 3', '9 3 2 3', '4 4', '1 2', '12 4']

/** Lines over the latent scale; told apart by dashes and names, never by colour alone, with a table behind. */
export function LineChart({ title, words, theta, series, band = null, format = figure }: LineChartProps) {
  const { t } = useLingui()
  const [asTable, setAsTable] = useState(false)
  return (
    <figure className={styles.figure}>
      <figcaption className={styles.caption}>
        {title}
        <span className={styles.toggle} data-screen-only="">
          <Button tone="quiet" compact onPress={() => setAsTable(!asTable)} aria-label={asTable ? t`Show ${title} as a picture` : t`Show ${title} as a table`}>
            {asTable ? <Trans>Picture</Trans> : <Trans>Table</Trans>}
          </Button>
        </span>
      </figcaption>
      {asTable ? <Figures {...{ title, theta, series, format }} /> : <Picture {...{ title, words, theta, series, band, format }} />}
      <p className={styles.words}>{words}</p>
    </figure>
  )
}

function Picture({ title, words, theta, series, band, format }: Required<LineChartProps>) {
  const id = useId()
  const highest = Math.max(...series.flatMap(({ values }) => values))
  const x = scaleLinear([theta[0] ?? -4, theta.at(-1) ?? 4], [LEFT, WIDTH - RIGHT])
  const y = scaleLinear([0, highest], [HEIGHT - BOTTOM, 12])
  const path = line<number>((_, at) => x(theta[at] ?? 0), (value) => y(value))
  return (
    <svg className={styles.picture} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-labelledby={`${id}-title ${id}-desc`}>
      <title id={`${id}-title`}>{title}</title>
      <desc id={`${id}-desc`}>{words}</desc>
      <rect className={styles.ground} x={LEFT} width={WIDTH - LEFT - RIGHT} height={HEIGHT - BOTTOM} />
      {band && <rect className={styles.band} x={x(band.lower)} width={x(band.upper) - x(band.lower)} height={HEIGHT - BOTTOM} />}
      <line className={styles.axis} x1={LEFT} x2={WIDTH - RIGHT} y1={HEIGHT - BOTTOM} y2={HEIGHT - BOTTOM} />
      {x.ticks(8).map((at) => (
        <text key={at} className={styles.label} x={x(at)} y={HEIGHT - 8} textAnchor="middle">
          {formatPlace(at)}
        </text>
      ))}
      {y.ticks(4).map((at) => (
        <text key={at} className={styles.label} x={LEFT - 6} y={y(at) + 4} textAnchor="end">
          {format(at)}
        </text>
      ))}
      {series.map(({ name, values }, number) => (
        <g key={name}>
          <path className={styles.line} d={path(values) ?? ''} strokeDasharray={DASHES[number % DASHES.length]} />
          {series.length > 1 && <SeriesName name={name} values={values} theta={theta} x={x} y={y} />}
        </g>
      ))}
    </svg>
  )
}

interface SeriesNameProps extends Series {
  theta: readonly number[]
  x: (at: number) => number
  y: (at: number) => number
}

/** The name of a line stands at its highest point. */
function SeriesName({ name, values, theta, x, y }: SeriesNameProps) {
  const at = values.indexOf(Math.max(...values))
  const place = Math.min(Math.max(x(theta[at] ?? 0), LEFT + 10), WIDTH - 12)
  return (
    <text className={styles.label} x={place} y={y(values[at] ?? 0) - 3} textAnchor="middle">
      {name}
    </text>
  )
}

const EVERY = 10

const figure = (value: number) => formatFigure(value, 2)

function Figures({ title, theta, series, format }: Pick<Required<LineChartProps>, 'title' | 'theta' | 'series' | 'format'>) {
  const { t } = useLingui()
  const rows = theta.map((at, number) => ({ at, number })).filter(({ number }) => number % EVERY === 0)
  const columns = [
    { id: 'place', name: t`Place`, figures: true, rowHeader: true, cell: (row: { at: number }) => formatPlace(row.at) },
    ...series.map(({ name, values }) => ({
      id: name,
      name,
      figures: true,
      cell: (row: { number: number }) => format(values[row.number] ?? 0),
    })),
  ]
  return (
    <div className={styles.table} role="region" tabIndex={0} aria-label={title}>
      <Table caption={title} columns={columns} rows={rows} rowKey={(row) => String(row.number)} />
    </div>
  )
}

import { useId } from 'react'
import { formatFigure } from '@/i18n/formats'
import styles from './path-diagram.module.css'

export interface Loading {
  item: string
  loading: number
  lower: number
  upper: number
}

interface PathDiagramProps {
  title: string
  /** What the picture says, in a sentence. */
  words: string
  factor: string
  loadings: readonly Loading[]
}

const ROW = 34
const WIDTH = 640
const FACTOR = 90
const BOX = 210
const FROM = 320
const TO = 620

/** One factor and its items: an arrow to each, and its loading with the 95 % interval on a line from 0 to 1. */
export function PathDiagram({ title, words, factor, loadings }: PathDiagramProps) {
  const id = useId()
  const height = loadings.length * ROW + 30
  const middle = (height - 24) / 2
  const place = (value: number) => FROM + Math.min(Math.max(value, 0), 1) * (TO - FROM)
  return (
    <svg className={styles.picture} viewBox={`0 0 ${WIDTH} ${height}`} role="img" aria-labelledby={`${id}-title ${id}-desc`}>
      <title id={`${id}-title`}>{title}</title>
      <desc id={`${id}-desc`}>{words}</desc>
      <ellipse className={styles.shape} cx={48} cy={middle} rx={42} ry={24} />
      <text className={styles.name} x={48} y={middle + 4} textAnchor="middle">
        {factor}
      </text>
      {loadings.map(({ item, loading, lower, upper }, number) => {
        const y = number * ROW + 18
        return (
          <g key={item}>
            <line className={styles.arrow} x1={FACTOR} y1={middle} x2={BOX - 30} y2={y} />
            <rect className={styles.shape} x={BOX - 30} y={y - 12} width={76} height={24} />
            <text className={styles.name} x={BOX + 8} y={y + 4} textAnchor="middle">
              {item}
            </text>
            <line className={styles.error} x1={place(lower)} x2={place(upper)} y1={y} y2={y} />
            <circle className={styles.point} cx={place(loading)} cy={y} r={4} />
            <text className={styles.figure} x={place(upper) + 8} y={y + 4}>
              {formatFigure(loading)}
            </text>
          </g>
        )
      })}
      {[0, 0.4, 1].map((at) => (
        <text key={at} className={styles.figure} x={place(at)} y={height - 4} textAnchor="middle">
          {formatFigure(at, 1)}
        </text>
      ))}
    </svg>
  )
}

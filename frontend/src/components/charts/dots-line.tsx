import { useLingui } from '@lingui/react/macro'
import { formatFigure } from '@/i18n/formats'
import styles from './dots-line.module.css'

export interface Dots {
  label: string
  left: string
  right: string
  minimum: number
  maximum: number
  mean: number | null
  lower: number | null
  upper: number | null
  band: readonly number[] | null
  dots: readonly number[]
  /** What is to be said of it, or why there is no figure. */
  words: string
}

const WIDTH = 600
const HEIGHT = 56

/** A group of people on one line: everybody a dot, the mean with its interval, the band behind. The words say the same. */
export function DotsLine({ label, left, right, minimum, maximum, mean, lower, upper, band, dots, words }: Dots) {
  const { t } = useLingui()
  const across = (value: number) => 12 + ((Math.min(Math.max(value, minimum), maximum) - minimum) / (maximum - minimum)) * (WIDTH - 24)
  const known = mean !== null && lower !== null && upper !== null
  const sentence = known
    ? t`${formatFigure(mean, 1)} on a scale from ${formatFigure(minimum, 0)} to ${formatFigure(maximum, 0)}, with 90 % certainty between ${formatFigure(lower, 1)} and ${formatFigure(upper, 1)}`
    : words
  return (
    <figure className={styles.line}>
      <figcaption className={styles.caption}>
        <strong translate="no">{label}</strong>
        <span translate={known ? undefined : 'no'}>{sentence}</span>
      </figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={`${label}: ${sentence}. ${known ? words : ''}`} className={styles.picture}>
        {band && <rect className={styles.band} x={across(band[0] ?? minimum)} width={across(band[1] ?? maximum) - across(band[0] ?? minimum)} y="4" height={HEIGHT - 12} />}
        <line className={styles.axis} x1="12" x2={WIDTH - 12} y1={HEIGHT - 8} y2={HEIGHT - 8} />
        {Array.from({ length: maximum - minimum + 1 }, (_, step) => (
          <line key={step} className={styles.axis} x1={across(minimum + step)} x2={across(minimum + step)} y1={HEIGHT - 8} y2={HEIGHT - 3} />
        ))}
        {dots.map((dot, place) => (
          <circle key={place} className={styles.dot} cx={across(dot)} cy={HEIGHT - 18 - 8 * stacked(dots, place)} r="5" />
        ))}
        {known && <line className={styles.interval} x1={across(lower)} x2={across(upper)} y1="12" y2="12" />}
        {known && <line className={styles.mean} x1={across(mean)} x2={across(mean)} y1="5" y2="19" />}
      </svg>
      <div className={styles.poles} translate="no">
        <span>{left}</span>
        <span>{right}</span>
      </div>
      {known && words && (
        <p className={styles.words} translate="no">
          {words}
        </p>
      )}
    </figure>
  )
}

/** How many earlier dots stand at about the same place, so that none hides another. */
function stacked(dots: readonly number[], place: number): number {
  const here = dots[place] ?? 0
  return dots.slice(0, place).filter((dot) => Math.abs(dot - here) < 0.08).length
}

import { Trans, useLingui } from '@lingui/react/macro'
import type { ReportBlock } from '@/api/taker-schemas'
import { formatFigure } from '@/i18n/formats'
import styles from './report-strip.module.css'

const LOWEST = 20
const HIGHEST = 80
const WIDTH = 600

const across = (t: number) => ((Math.min(Math.max(t, LOWEST), HIGHEST) - LOWEST) / (HIGHEST - LOWEST)) * WIDTH

/** Where somebody stands between two poles: never the point without its interval. The words say the same. */
export function ReportStrip({ block }: { block: ReportBlock }) {
  const { t } = useLingui()
  const { label = '', left, right, mean, lower, upper, band, words } = block
  const known = mean != null && lower != null && upper != null
  const sentence = known
    ? t`${formatFigure(mean, 0)}, with 90 % certainty between ${formatFigure(lower, 0)} and ${formatFigure(upper, 0)}`
    : (words ?? '')
  return (
    <figure className={styles.strip}>
      <figcaption>
        <strong>{label}</strong>
        <span>{sentence}</span>
      </figcaption>
      <svg viewBox={`0 0 ${WIDTH} 40`} role="img" aria-label={`${label}: ${sentence}`} preserveAspectRatio="none">
        {band && <rect className={styles.band} x={across(band[0] ?? 0)} width={across(band[1] ?? 0) - across(band[0] ?? 0)} y="4" height="32" />}
        <line className={styles.axis} x1="0" x2={WIDTH} y1="20" y2="20" />
        {known && <rect className={styles.interval} x={across(lower)} width={across(upper) - across(lower)} y="14" height="12" />}
        {known && <rect className={styles.mean} x={across(mean) - 2} width="4" y="6" height="28" />}
      </svg>
      <div className={styles.poles}>
        <span>{left}</span>
        <span>{right}</span>
      </div>
      {known && words && !block.provisional && <p className={styles.words}>{words}</p>}
      {block.provisional && (
        <p className={styles.words}>
          <Trans>Provisional: this scale has not been confirmed with data yet.</Trans>
        </p>
      )}
    </figure>
  )
}

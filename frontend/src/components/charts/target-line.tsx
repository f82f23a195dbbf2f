import { useId } from 'react'
import type { Poles, Target } from './position'
import { place, WIDTH } from './scale'
import styles from './strip-picture.module.css'
import lineStyles from './target-line.module.css'
import { useStripWords } from './use-strip-words'

interface TargetLineProps {
  title: string
  target: Target | null
  poles: Poles
}

const HEIGHT = 28

/** What the definition wishes on one dimension, before anybody is measured: both ends and the band between. */
export function TargetLine({ title, target, poles }: TargetLineProps) {
  const id = useId()
  const words = useStripWords()
  return (
    <div className={lineStyles.line}>
      <div className={lineStyles.poles} translate="no">
        <span>{poles.low}</span>
        <span>{poles.high}</span>
      </div>
      <svg
        className={styles.picture}
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-labelledby={`${id}-title ${id}-desc`}
        style={{ blockSize: HEIGHT }}
      >
        <title id={`${id}-title`}>{title}</title>
        <desc id={`${id}-desc`}>{`${words.targetWords(target)} ${words.polesWords(poles)}`}</desc>
        <rect className={styles.ground} width={WIDTH} height={HEIGHT} />
        {target && <Wish target={target} />}
        <line className={styles.middle} x1={WIDTH / 2} x2={WIDTH / 2} y1={0} y2={HEIGHT} />
        <line className={styles.axis} x1={0} x2={WIDTH} y1={HEIGHT} y2={HEIGHT} />
      </svg>
      <p className={lineStyles.words} data-figures="">
        {words.targetWords(target)}
      </p>
    </div>
  )
}

function Wish({ target }: { target: Target }) {
  if (target.lower === null && target.upper === null) return null
  const left = place(target.lower ?? -Infinity)
  const right = place(target.upper ?? Infinity)
  return (
    <g>
      <rect className={styles.field} x={left} width={Math.max(0, right - left)} height={HEIGHT} />
      {target.lower !== null && <line className={styles.edge} x1={left} x2={left} y1={0} y2={HEIGHT} />}
      {target.upper !== null && <line className={styles.edge} x1={right} x2={right} y1={0} y2={HEIGHT} />}
    </g>
  )
}

import { useId } from 'react'
import { densityPath } from './density-path'
import type { Position, Target } from './position'
import { place, WIDTH } from './scale'
import styles from './strip-picture.module.css'

interface StripPictureProps {
  title: string
  description: string
  position: Position
  target: Target | null
  height: number
}

/** The drawing alone: the band as a bracketed field, the hill of what is known, a line at the mean. */
export function StripPicture({ title, description, position, target, height }: StripPictureProps) {
  const id = useId()
  return (
    <svg
      className={styles.picture}
      viewBox={`0 0 ${WIDTH} ${height}`}
      preserveAspectRatio="none"
      role="img"
      aria-labelledby={`${id}-title ${id}-desc`}
      style={{ blockSize: height }}
    >
      <title id={`${id}-title`}>{title}</title>
      <desc id={`${id}-desc`}>{description}</desc>
      <rect className={styles.ground} width={WIDTH} height={height} />
      {target && <TargetField target={target} height={height} />}
      <line className={styles.middle} x1={WIDTH / 2} x2={WIDTH / 2} y1={0} y2={height} />
      <Hill position={position} height={height} />
      <line className={styles.axis} x1={0} x2={WIDTH} y1={height} y2={height} />
    </svg>
  )
}

function TargetField({ target, height }: { target: Target; height: number }) {
  if (target.lower === null && target.upper === null) return null
  const left = place(target.lower ?? -Infinity)
  const right = place(target.upper ?? Infinity)
  return (
    <g>
      <rect className={styles.field} x={left} width={Math.max(0, right - left)} height={height} />
      {target.lower !== null && <line className={styles.edge} x1={left} x2={left} y1={0} y2={height} />}
      {target.upper !== null && <line className={styles.edge} x1={right} x2={right} y1={0} y2={height} />}
    </g>
  )
}

function Hill({ position, height }: { position: Position; height: number }) {
  if (position.mean === null || position.error === null) return null
  const middle = place(position.mean)
  return (
    <g data-provisional={position.provisional || undefined}>
      <path className={styles.hill} d={densityPath(position.mean, position.error, height)} />
      <line className={styles.mean} x1={middle} x2={middle} y1={height * 0.08} y2={height} />
    </g>
  )
}

import { area, curveBasis } from 'd3-shape'
import { DOMAIN, place } from './scale'

const STEPS = 96

/** Height of a normal curve, 1 at its top, so that a narrow and a wide one are told apart by width alone. */
function relativeDensity(value: number, mean: number, error: number): number {
  const distance = (value - mean) / error
  return Math.exp(-0.5 * distance * distance)
}

/** The outline of what is known: a hill over the mean, as wide as the standard error. */
export function densityPath(mean: number, error: number, height: number): string {
  const [low, high] = DOMAIN
  const values = Array.from({ length: STEPS + 1 }, (_, step) => low + ((high - low) * step) / STEPS)
  const hill = area<number>()
    .x((value) => place(value))
    .y0(height)
    .y1((value) => height - relativeDensity(value, mean, error) * height * 0.92)
    .curve(curveBasis)
  return hill(values) ?? ''
}

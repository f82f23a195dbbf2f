import { scaleLinear } from 'd3-scale'

/** What a strip shows of the latent scale: where practically everybody is. */
export const DOMAIN: readonly [number, number] = [-3, 3]

/** Drawing units of every strip; the picture is stretched to the place it gets. */
export const WIDTH = 600

export const place = scaleLinear().domain(DOMAIN).range([0, WIDTH]).clamp(true)

/** The value under a place between 0 and 1 of the strip. */
export function valueAt(share: number): number {
  return place.invert(share * WIDTH)
}

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Target } from '@/api/schemas'
import { useOrganisationId } from '@/lib/session/organisation'
import { placementQuery } from '../api/queries'

/** The line is shown as T = 50 + 10 theta; people drag and type T, the server keeps theta. */
export const LOWEST = 20
export const HIGHEST = 80

const toT = (theta: number) => Math.round(50 + 10 * theta)
export const toTheta = (t: number) => Math.round(t - 50) / 10

const WIDE_MIDDLE = [40, 60]

/** The place somebody is choosing for a dimension: one figure for a standard, two for a style. */
export function useWish(target: Target) {
  const isBand = target.kind === 'style'
  const stored = isBand ? [target.lower, target.upper] : [target.wished_level]
  const known = stored.every((value) => value !== null)
  const [values, setValues] = useState<number[]>(known ? stored.map((value) => toT(value)) : isBand ? WIDE_MIDDLE : [50])
  const [low = 50, high = 50] = values
  const preview = useQuery({ ...placementQuery(useOrganisationId(), toTheta(low), toTheta(high)), enabled: isBand })

  /** Typed figures may cross; what is kept runs from low to high. */
  function setValue(index: number, value: number) {
    if (Number.isNaN(value)) return
    setValues(values.map((old, at) => (at === index ? value : old)).toSorted((a, b) => a - b))
  }

  const wanted = isBand
    ? { lower: toTheta(low), upper: toTheta(high), wished_level: null }
    : { lower: null, upper: null, wished_level: toTheta(low) }
  return { isBand, values, setValues, setValue, wanted, preview: preview.data }
}

import type { Target } from '@/api/schemas'
import type { Poles, Target as WishedPlace } from '@/components/charts/position'

/** Pole A is where theta is above zero; the line is drawn from low to high. */
export function polesOf(target: Pick<Target, 'pole_a_name' | 'pole_b_name'>): Poles {
  return { low: target.pole_b_name, high: target.pole_a_name }
}

export function wishOf(target: Pick<Target, 'kind' | 'lower' | 'upper' | 'wished_level'>): WishedPlace {
  if (target.kind === 'style') return { kind: 'band', lower: target.lower, upper: target.upper }
  return { kind: 'level', lower: target.wished_level, upper: null }
}

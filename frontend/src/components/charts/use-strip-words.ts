import { useLingui } from '@lingui/react/macro'
import { formatPlace, formatSpread } from '@/i18n/formats'
import type { Poles, Position, Target } from './position'

/** Says in a sentence what the picture shows; screen readers and the table read the same words. */
export function useStripWords() {
  const { t } = useLingui()

  function targetWords(target: Target | null): string {
    if (!target || (target.lower === null && target.upper === null)) return t`No band is set.`
    const lower = target.lower === null ? '' : formatPlace(target.lower)
    const upper = target.upper === null ? '' : formatPlace(target.upper)
    if (target.kind === 'level') return t`Wished level: ${lower}.`
    if (!lower) return t`Band: up to ${upper}.`
    if (!upper) return t`Band: from ${lower}.`
    return t`Band: ${lower} to ${upper}.`
  }

  function positionWords(position: Position): string {
    if (position.mean === null || position.error === null) return t`Not assessed.`
    const mean = formatPlace(position.mean)
    const error = formatSpread(position.error)
    return position.provisional
      ? t`Provisional position ${mean}, standard error ${error}.`
      : t`Position ${mean}, standard error ${error}.`
  }

  function polesWords(poles: Poles): string {
    return t`The line runs from “${poles.low}” to “${poles.high}”.`
  }

  return { targetWords, positionWords, polesWords }
}

import { useLingui } from '@lingui/react/macro'
import type { MethodEvidence } from '@/api/schemas'

/** The name of a way to gather evidence; a name that is not known here stands as it came. */
export function useMethodWords() {
  const { t } = useLingui()
  const words: Record<string, string> = {
    questionnaire: t`Questionnaire`,
    situational: t`Situational test`,
    role_play: t`Role play`,
    immersion: t`Immersion day`,
    supplier: t`Supplier questionnaire`,
  }
  return (method: string): string => words[method] ?? method
}

/** Why answers gave no position. */
export function useUnscoredWords() {
  const { t } = useLingui()
  const words: Record<string, string> = {
    too_few_answered: t`under 80 % answered`,
    too_few_scenarios: t`under four situations answered`,
    flat: t`every option rated alike`,
    inconsistent: t`ratings that the key does not explain`,
  }
  return (reason: string): string => words[reason] ?? t`too little answered`
}

/** How much was answered, counted as the method counts. */
export function useAnsweredWords() {
  const { t } = useLingui()
  return ({ method, n_answered, n_items }: Pick<MethodEvidence, 'method' | 'n_answered' | 'n_items'>): string => {
    if (method === 'situational') return t`${n_answered} of ${n_items} situations`
    if (method !== 'role_play' && method !== 'immersion') return t`${n_answered} of ${n_items} answers`
    return n_answered === 1 ? t`one view` : t`${n_answered} of ${n_items} views`
  }
}

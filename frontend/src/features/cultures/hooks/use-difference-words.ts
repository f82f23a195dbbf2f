import { useLingui } from '@lingui/react/macro'
import type { components } from '@/api/generated/schema'
import type { Culture } from '@/api/schemas'
import { formatPlace } from '@/i18n/formats'

type Difference = components['schemas']['DifferenceOutput']

export interface WordedDifference {
  place: string
  /** The dimension it belongs to; empty for what the whole definition says. */
  of: string
  what: string
  before: string | null
  after: string | null
}

const ON_THE_LINE: ReadonlySet<string> = new Set(['lower', 'upper', 'wished_level'])

/** Differences in the words of the page: names for codes and fields, places on the line as T. */
export function useDifferenceWords(version: Culture, differences: readonly Difference[]): WordedDifference[] {
  const fields = useFieldWords()
  const names = new Map(version.targets.map(({ code, name }) => [code, name]))
  return differences.map(({ place, before, after }) => {
    const [head = '', code = '', ...rest] = place.split('.')
    const field = head === 'dimensions' ? (rest.join('.').split(':')[0] ?? '') : head
    const shown = (value: string | null) => (value !== null && ON_THE_LINE.has(field) ? formatPlace(Number(value)) : value)
    return {
      place,
      of: head === 'dimensions' ? (names.get(code) ?? code) : '',
      what: fields[field] ?? field,
      before: shown(before),
      after: shown(after),
    }
  })
}

function useFieldWords(): Record<string, string> {
  const { t } = useLingui()
  return {
    statement: t`Statement`,
    rallying_cry: t`Rallying cry`,
    full_definition: t`Full definition`,
    quorum: t`Signatures needed`,
    signatories: t`Signatory`,
    kind: t`Kind`,
    name: t`Name`,
    definition: t`Definition`,
    pole_a_name: t`Name of one end`,
    pole_a: t`One end`,
    pole_b_name: t`Name of the other end`,
    pole_b: t`The other end`,
    lower: t`Lower edge`,
    upper: t`Upper edge`,
    wished_level: t`Wished level`,
    weight: t`Weight`,
    reason: t`Why the band is narrow`,
    commercial_reason: t`Why it pays`,
    on: t`On culture`,
    off: t`Off culture`,
  }
}

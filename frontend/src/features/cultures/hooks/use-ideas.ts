import { useQuery } from '@tanstack/react-query'
import { useOrganisationId } from '@/lib/session/organisation'
import { dimensionsQuery } from '../api/queries'

export interface Ideas {
  on: readonly string[]
  off: readonly string[]
}

/** Behaviours that the library knows for either end of a dimension; the organisation picks those it means. */
export function useIdeas(code: string): Ideas {
  const library = useQuery(dimensionsQuery(useOrganisationId()))
  const dimension = library.data?.dimensions.find((candidate) => candidate.code === code)
  if (!dimension) return { on: [], off: [] }
  const { pole_a, pole_b, off_for_both } = dimension
  return { on: [...pole_a.on, ...pole_b.on], off: [...off_for_both, ...pole_a.off, ...pole_b.off] }
}

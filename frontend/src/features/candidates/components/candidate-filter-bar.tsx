import { useLingui } from '@lingui/react/macro'
import type { DimensionFit } from '@/api/schemas'
import { FilterBar } from '@/components/layouts/filter-bar'
import { Select } from '@/components/ui/select'
import { TextField } from '@/components/ui/text-field'
import { SITTINGS, type CandidateFilters } from '../api/queries'
import { useOutcomeWords, useSittingWords } from './fit-words'

interface CandidateFilterBarProps {
  filters: CandidateFilters
  dimensions: readonly DimensionFit[]
  onChange: (filters: CandidateFilters) => void
}

const ANY = 'any'

export function CandidateFilterBar({ filters, dimensions, onChange }: CandidateFilterBarProps) {
  const { t } = useLingui()
  const outcomes = useOutcomeWords()
  const sittingWords = useSittingWords()
  const all = { id: ANY, name: t`All` }
  const set = (change: CandidateFilters) => onChange({ ...filters, page: undefined, ...change })
  const chosen = (id: string) => (id === ANY ? undefined : id)
  const sorts = [
    { id: 'name', name: t`Name` },
    { id: '-submitted', name: t`Latest first` },
    { id: 'submitted', name: t`Earliest first` },
    { id: 'status', name: t`Status` },
  ]
  const decisions = [all, { id: 'none', name: t`no decision yet` }, ...Object.entries(outcomes).map(([id, name]) => ({ id, name }))]
  const statuses = [all, ...SITTINGS.map((id) => ({ id, name: sittingWords(id) }))]
  const unknowns = [all, ...dimensions.map(({ dimension, name }) => ({ id: dimension, name }))]
  return (
    <FilterBar label={t`Filters of the candidates`}>
      <TextField isRequired={false} label={t`Name or e-mail`} value={filters.search ?? ''} onChange={(search) => set({ search: search || undefined })} />
      <Select label={t`Questionnaire`} choices={statuses} value={filters.status ?? ANY} onChange={(id) => set({ status: chosen(id) as CandidateFilters['status'] })} />
      <Select label={t`Decision`} choices={decisions} value={filters.decision ?? ANY} onChange={(id) => set({ decision: chosen(id) as CandidateFilters['decision'] })} />
      <Select label={t`Still unknown`} choices={unknowns} value={filters.unknown ?? ANY} onChange={(id) => set({ unknown: chosen(id) })} />
      <Select label={t`In order of`} choices={sorts} value={filters.sort ?? 'name'} onChange={(id) => set({ sort: id as CandidateFilters['sort'] })} />
    </FilterBar>
  )
}

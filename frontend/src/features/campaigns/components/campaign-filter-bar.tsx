import { useLingui } from '@lingui/react/macro'
import type { Campaign } from '@/api/schemas'
import { FilterBar } from '@/components/layouts/filter-bar'
import { Select } from '@/components/ui/select'
import { TextField } from '@/components/ui/text-field'
import type { CampaignFilters } from '../api/queries'
import { useCampaignStatusWords } from './campaign-words'

interface CampaignFilterBarProps {
  filters: CampaignFilters
  onChange: (filters: CampaignFilters) => void
}

const ANY = 'any'

export function CampaignFilterBar({ filters, onChange }: CampaignFilterBarProps) {
  const { t } = useLingui()
  const words = useCampaignStatusWords()
  const statuses = [
    { id: ANY, name: t`All` },
    ...(Object.keys(words) as Campaign['status'][]).map((id) => ({ id, name: words[id] })),
  ]
  return (
    <FilterBar label={t`Filters of the campaigns`}>
      <TextField
        isRequired={false}
        label={t`Title contains`}
        value={filters.search ?? ''}
        onChange={(search) => onChange({ ...filters, cursor: undefined, search: search || undefined })}
      />
      <Select
        label={t`Status`}
        choices={statuses}
        value={filters.status ?? ANY}
        onChange={(id) => onChange({ ...filters, cursor: undefined, status: id === ANY ? undefined : (id as Campaign['status']) })}
      />
    </FilterBar>
  )
}

import { useLingui } from '@lingui/react/macro'
import { FilterBar } from '@/components/layouts/filter-bar'
import { Button } from '@/components/ui/button'
import { TextField } from '@/components/ui/text-field'
import type { AuditFilters } from '../api/queries'

interface AuditFilterBarProps {
  filters: AuditFilters
  onChange: (filters: AuditFilters) => void
}

export function AuditFilterBar({ filters, onChange }: AuditFilterBarProps) {
  const { t } = useLingui()
  // A change of filters begins again at the first page.
  const set = (name: keyof AuditFilters) => (value: string) =>
    onChange({ ...filters, cursor: undefined, [name]: value || undefined })
  return (
    <FilterBar label={t`Filters of the audit trail`}>
      <TextField isRequired={false} label={t`What was done`} value={filters.action ?? ''} onChange={set('action')} placeholder="member.invited" />
      <TextField isRequired={false} label={t`From`} type="date" value={filters.since ?? ''} onChange={set('since')} />
      <TextField isRequired={false} label={t`To`} type="date" value={filters.until ?? ''} onChange={set('until')} />
      <Button tone="quiet" onPress={() => onChange({})}>{t`Clear the filters`}</Button>
    </FilterBar>
  )
}

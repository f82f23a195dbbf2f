import { useLingui } from '@lingui/react/macro'
import type { Invitation } from '@/api/schemas'
import { FilterBar } from '@/components/layouts/filter-bar'
import { Select } from '@/components/ui/select'
import { TextField } from '@/components/ui/text-field'
import type { InvitationFilters } from '../api/queries'
import { useMailWords, useSittingWords, type MailState } from './campaign-words'

interface InvitationFilterBarProps {
  filters: InvitationFilters
  onChange: (filters: InvitationFilters) => void
}

const ANY = 'any'

export function InvitationFilterBar({ filters, onChange }: InvitationFilterBarProps) {
  const { t } = useLingui()
  const sittings = useSittingWords()
  const mails = useMailWords()
  const all = { id: ANY, name: t`All` }
  const statuses = [all, ...(Object.keys(sittings) as Invitation['status'][]).map((id) => ({ id, name: sittings[id] }))]
  const states = [all, ...(Object.keys(mails) as MailState[]).map((id) => ({ id, name: mails[id] }))]
  const set = (change: InvitationFilters) => onChange({ ...filters, page: undefined, ...change })
  return (
    <FilterBar label={t`Filters of the invitations`}>
      <TextField isRequired={false} label={t`Name or e-mail`} value={filters.search ?? ''} onChange={(search) => set({ search: search || undefined })} />
      <Select label={t`Status`} choices={statuses} value={filters.status ?? ANY} onChange={(id) => set({ status: id === ANY ? undefined : (id as Invitation['status']) })} />
      <Select label={t`Mail`} choices={states} value={filters.mail ?? ANY} onChange={(id) => set({ mail: id === ANY ? undefined : (id as MailState) })} />
    </FilterBar>
  )
}

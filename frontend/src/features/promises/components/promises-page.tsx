import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { cursorOf } from '@/api/client'
import { listFile } from '@/api/files'
import type { PromiseMade } from '@/api/schemas'
import { FilterBar } from '@/components/layouts/filter-bar'
import { Page } from '@/components/layouts/page'
import { Badge, type BadgeTone } from '@/components/ui/badge'
import { ExportLink } from '@/components/ui/export-link'
import { EmptyState } from '@/components/ui/empty-state'
import { Loading } from '@/components/ui/loading'
import { Pager } from '@/components/ui/pager'
import { ProblemCallout } from '@/components/ui/problem-callout'
import { Select } from '@/components/ui/select'
import { Table } from '@/components/ui/table'
import { formatDay } from '@/i18n/formats'
import { useMembership } from '@/lib/session/organisation'
import { promisesQuery, type PromiseFilters } from '../api/queries'

type State = PromiseMade['state']

const ANY = 'any'
const TONES: Record<State, BadgeTone> = { open: 'neutral', overdue: 'danger', kept: 'good', kept_late: 'caution', released: 'neutral' }

function useStateWords(): Record<State, string> {
  const { t } = useLingui()
  return { open: t`open`, overdue: t`overdue`, kept: t`kept in time`, kept_late: t`kept late`, released: t`no longer owed` }
}

interface PromisesPageProps {
  filters: PromiseFilters
  onFilters: (filters: PromiseFilters) => void
}

export function PromisesPage({ filters, onFilters }: PromisesPageProps) {
  const { t } = useLingui()
  const { organisation } = useMembership()
  const words = useStateWords()
  const promises = useQuery(promisesQuery(organisation.id, filters))
  const states = [{ id: ANY, name: t`All` }, ...(Object.keys(words) as State[]).map((id) => ({ id, name: words[id] }))]
  const turn = (address: string | null | undefined) =>
    address ? () => onFilters({ ...filters, cursor: cursorOf(address) }) : undefined
  return (
    <Page
      title={t`Promises`}
      place={organisation.name}
      lead={t`What this organisation owes to candidates, and whether it kept its word.`}
      actions={<ExportLink href={listFile(organisation.id, 'promises', filters)} />}
    >
      <FilterBar label={t`Filters of the promises`}>
        <Select label={t`State`} choices={states} value={filters.state ?? ANY} onChange={(id) => onFilters({ state: id === ANY ? undefined : (id as State) })} />
      </FilterBar>
      {promises.isPending && <Loading />}
      {promises.isError && <ProblemCallout problem={promises.error} />}
      {promises.data?.results.length === 0 && <EmptyState title={t`No promise to show`}>{t`Promises are made when people are invited with a day by which they are answered.`}</EmptyState>}
      {promises.data && promises.data.results.length > 0 && <PromisesTable promises={promises.data.results} />}
      {promises.data && <Pager onPrevious={turn(promises.data.previous)} onNext={turn(promises.data.next)} />}
    </Page>
  )
}

function PromisesTable({ promises }: { promises: readonly PromiseMade[] }) {
  const { t } = useLingui()
  const words = useStateWords()
  return (
    <Table
      caption={t`Promises`}
      rows={promises}
      rowKey={(promise) => promise.id}
      columns={[
        { id: 'to', name: t`To`, rowHeader: true, cell: (promise) => <span translate="no">{promise.to_name || promise.to_kind}</span> },
        { id: 'what', name: t`What`, cell: (promise) => <span translate="no">{promise.what}</span> },
        { id: 'due', name: t`Due`, cell: (promise) => formatDay(promise.due_on) },
        { id: 'kept', name: t`Kept`, cell: (promise) => (promise.kept_at ? formatDay(promise.kept_at) : '–') },
        { id: 'state', name: t`State`, cell: (promise) => <Badge tone={TONES[promise.state]}>{words[promise.state]}</Badge> },
      ]}
    />
  )
}

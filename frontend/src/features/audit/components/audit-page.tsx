import { useLingui } from '@lingui/react/macro'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { cursorOf } from '@/api/client'
import { listFile } from '@/api/files'
import { Page } from '@/components/layouts/page'
import { ExportLink } from '@/components/ui/export-link'
import { EmptyState } from '@/components/ui/empty-state'
import { Loading } from '@/components/ui/loading'
import { Pager } from '@/components/ui/pager'
import { ProblemCallout } from '@/components/ui/problem-callout'
import { useMembership } from '@/lib/session/organisation'
import { auditEventsQuery, moments, type AuditFilters } from '../api/queries'
import { AuditFilterBar } from './audit-filter-bar'
import { AuditTable } from './audit-table'
import { ChainState } from './chain-state'

interface AuditPageProps {
  filters: AuditFilters
  onFilters: (filters: AuditFilters) => void
}

export function AuditPage({ filters, onFilters }: AuditPageProps) {
  const { t } = useLingui()
  const { organisation } = useMembership()
  const events = useQuery({ ...auditEventsQuery(organisation.id, filters), placeholderData: keepPreviousData })
  const turn = (address: string | null | undefined) =>
    address ? () => onFilters({ ...filters, cursor: cursorOf(address) }) : undefined
  return (
    <Page
      title={t`Audit trail`}
      place={organisation.name}
      lead={t`Every change, who made it and when. Entries hold no answers, grades or names, and nobody can edit them.`}
      actions={<ExportLink href={listFile(organisation.id, 'audit-events', moments(filters))} />}
    >
      <ChainState />
      <AuditFilterBar filters={filters} onChange={onFilters} />
      {events.isPending && <Loading />}
      {events.isError && <ProblemCallout problem={events.error} />}
      {events.data?.results.length === 0 && (
        <EmptyState title={t`Nothing was recorded that fits`}>{t`Widen the dates or clear the filters.`}</EmptyState>
      )}
      {events.data && events.data.results.length > 0 && <AuditTable events={events.data.results} />}
      {events.data && <Pager onPrevious={turn(events.data.previous)} onNext={turn(events.data.next)} />}
    </Page>
  )
}

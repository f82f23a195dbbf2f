import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { cursorOf } from '@/api/client'
import type { TenderRow } from '@/api/schemas'
import { Page } from '@/components/layouts/page'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { DialogActions } from '@/components/ui/dialog-actions'
import { EmptyState } from '@/components/ui/empty-state'
import { Form } from '@/components/ui/form'
import { Loading } from '@/components/ui/loading'
import { Pager } from '@/components/ui/pager'
import { ProblemCallout } from '@/components/ui/problem-callout'
import { Table } from '@/components/ui/table'
import { TextField } from '@/components/ui/text-field'
import { formatCount, formatDay, formatMinute } from '@/i18n/formats'
import { useMay, useMembership } from '@/lib/session/organisation'
import { tendersQuery, type TenderFilters } from '../api/queries'
import { useOpenTender } from '../api/use-tender-intents'
import { TenderStatus } from './tender-words'

interface TendersPageProps {
  filters: TenderFilters
  onFilters: (filters: TenderFilters) => void
  onOpened: (tenderId: string) => void
}

export function TendersPage({ filters, onFilters, onOpened }: TendersPageProps) {
  const { t } = useLingui()
  const { organisation } = useMembership()
  const mayManage = useMay('manage_tenders')
  const [opening, setOpening] = useState(false)
  const tenders = useQuery(tendersQuery(organisation.id, filters))
  const begin = mayManage && <Button tone="primary" onPress={() => setOpening(true)}>{t`Open a tender`}</Button>
  const turn = (address: string | null | undefined) => (address ? () => onFilters({ cursor: cursorOf(address) }) : undefined)
  return (
    <Page
      title={t`Tenders`}
      place={organisation.name}
      lead={t`Suppliers are compared by the same signed definition: criteria frozen before anybody is asked, answers sealed until the deadline.`}
      actions={begin}
    >
      {tenders.isPending && <Loading />}
      {tenders.isError && <ProblemCallout problem={tenders.error} />}
      {tenders.data?.results.length === 0 && (
        <EmptyState title={t`No tender yet`}>{t`A tender needs a signed culture definition and a questionnaire for suppliers.`}</EmptyState>
      )}
      {tenders.data && tenders.data.results.length > 0 && <TendersTable tenders={tenders.data.results} />}
      {tenders.data && <Pager onPrevious={turn(tenders.data.previous)} onNext={turn(tenders.data.next)} />}
      {opening && <OpenTenderDialog onClose={() => setOpening(false)} onOpened={onOpened} />}
    </Page>
  )
}

function TendersTable({ tenders }: { tenders: readonly TenderRow[] }) {
  const { t } = useLingui()
  const { organisation } = useMembership()
  return (
    <Table
      caption={t`Tenders`}
      rows={tenders}
      rowKey={(tender) => tender.id}
      columns={[
        {
          id: 'title',
          name: t`Tender`,
          rowHeader: true,
          cell: ({ id, title }) => (
            <Link to="/o/$organisationId/tenders/$tenderId" params={{ organisationId: organisation.id, tenderId: id }} translate="no">
              {title}
            </Link>
          ),
        },
        { id: 'status', name: t`Status`, cell: (tender) => <TenderStatus tender={tender} /> },
        { id: 'bidders', name: t`Bidders`, figures: true, cell: ({ bidders }) => formatCount(bidders) },
        { id: 'deadline', name: t`Deadline`, cell: ({ deadline_at }) => (deadline_at ? formatMinute(deadline_at) : '–') },
        { id: 'answer', name: t`Answer by`, cell: ({ answer_by }) => (answer_by ? formatDay(answer_by) : '–') },
      ]}
    />
  )
}

function OpenTenderDialog({ onClose, onOpened }: { onClose: () => void; onOpened: (tenderId: string) => void }) {
  const { t } = useLingui()
  const open = useOpenTender((tender) => onOpened(tender.id))
  return (
    <Dialog title={t`Open a tender`} isOpen onClose={onClose}>
      <Form label={t`Open a tender`} problem={open.error} onSubmit={({ title = '' }) => open.mutate(title)}>
        <TextField label={t`What is tendered`} name="title" autoFocus />
        <DialogActions>
          <Button onPress={onClose}>{t`Cancel`}</Button>
          <Button type="submit" tone="primary" isPending={open.isPending}>{t`Open it as a draft`}</Button>
        </DialogActions>
      </Form>
    </Dialog>
  )
}

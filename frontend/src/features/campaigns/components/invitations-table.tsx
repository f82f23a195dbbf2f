import { useLingui } from '@lingui/react/macro'
import type { Invitation } from '@/api/schemas'
import { PersonName } from '@/components/layouts/person-name'
import { Table, type Column } from '@/components/ui/table'
import { formatDay } from '@/i18n/formats'
import { useMay } from '@/lib/session/organisation'
import { MailStatus, SittingStatus } from './campaign-words'
import { InvitationMenu } from './invitation-menu'

interface InvitationsTableProps {
  invitations: readonly Invitation[]
  closed: boolean
}

export function InvitationsTable({ invitations, closed }: InvitationsTableProps) {
  const { t } = useLingui()
  const mayManage = useMay('manage_campaigns') && !closed
  const columns: Column<Invitation>[] = [
    { id: 'name', name: t`Name`, rowHeader: true, cell: (row) => <PersonName name={row.name} detail={row.email} /> },
    { id: 'status', name: t`Status`, cell: (row) => <SittingStatus status={row.status} /> },
    { id: 'mail', name: t`Mail`, cell: (row) => <MailStatus state={row.mail_state} /> },
    { id: 'closes', name: t`Open until`, cell: (row) => (row.closes_at ? formatDay(row.closes_at) : '–') },
    { id: 'submitted', name: t`Submitted`, cell: (row) => (row.submitted_at ? formatDay(row.submitted_at) : '–') },
  ]
  if (mayManage)
    columns.push({ id: 'actions', name: t`Actions`, quiet: true, cell: (row) => <InvitationMenu invitation={row} /> })
  return <Table caption={t`Invitations`} columns={columns} rows={invitations} rowKey={(row) => row.id} />
}

import { useLingui } from '@lingui/react/macro'
import type { Member } from '@/api/schemas'
import { PersonName } from '@/components/layouts/person-name'
import { Table, type Column } from '@/components/ui/table'
import { formatDay } from '@/i18n/formats'
import { useMay } from '@/lib/session/organisation'
import { ROLE_WORDS } from '@/lib/session/roles'
import { MemberMenu } from './member-menu'
import { MemberStatus } from './member-status'

export function MembersTable({ members }: { members: readonly Member[] }) {
  const { t } = useLingui()
  const columns = useColumns()
  return <Table caption={t`Members`} columns={columns} rows={members} rowKey={(member) => member.id} />
}

function useColumns(): Column<Member>[] {
  const { t, i18n } = useLingui()
  const mayManage = useMay('manage_members')
  const columns: Column<Member>[] = [
    {
      id: 'name',
      name: t`Name`,
      rowHeader: true,
      cell: (member) => <PersonName name={member.name} detail={member.email} />,
    },
    { id: 'roles', name: t`Roles`, cell: (member) => member.roles.map((role) => i18n._(ROLE_WORDS[role].name)).join(', ') },
    { id: 'status', name: t`Status`, cell: (member) => <MemberStatus status={member.status} /> },
    {
      id: 'joined',
      name: t`Joined`,
      cell: (member) => (member.joined_at ? <time dateTime={member.joined_at}>{formatDay(member.joined_at)}</time> : '–'),
    },
  ]
  if (mayManage) columns.push({ id: 'actions', name: t`Actions`, quiet: true, cell: (member) => <MemberMenu member={member} /> })
  return columns
}

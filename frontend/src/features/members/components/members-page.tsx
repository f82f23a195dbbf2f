import { useLingui } from '@lingui/react/macro'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { cursorOf } from '@/api/client'
import { listFile } from '@/api/files'
import { Page } from '@/components/layouts/page'
import { Button } from '@/components/ui/button'
import { ExportLink } from '@/components/ui/export-link'
import { Loading } from '@/components/ui/loading'
import { Pager } from '@/components/ui/pager'
import { ProblemCallout } from '@/components/ui/problem-callout'
import { useMay, useMembership } from '@/lib/session/organisation'
import { membersQuery } from '../api/queries'
import { InviteDialog } from './invite-dialog'
import { MembersTable } from './members-table'

interface MembersPageProps {
  cursor: string | undefined
  onCursor: (cursor: string | undefined) => void
}

export function MembersPage({ cursor, onCursor }: MembersPageProps) {
  const { t } = useLingui()
  const { organisation } = useMembership()
  const mayManage = useMay('manage_members')
  const [inviting, setInviting] = useState(false)
  const members = useQuery({ ...membersQuery(organisation.id, cursor), placeholderData: keepPreviousData })
  const turn = (address: string | null | undefined) => (address ? () => onCursor(cursorOf(address)) : undefined)

  return (
    <Page
      title={t`Members`}
      place={organisation.name}
      lead={t`Everybody who works with this organisation here, and what they may do.`}
      actions={
        <>
          <ExportLink href={listFile(organisation.id, 'members')} />
          {mayManage && <Button tone="primary" onPress={() => setInviting(true)}>{t`Invite a member`}</Button>}
        </>
      }
    >
      {members.isPending && <Loading />}
      {members.isError && <ProblemCallout problem={members.error} />}
      {members.data && <MembersTable members={members.data.results} />}
      {members.data && <Pager onPrevious={turn(members.data.previous)} onNext={turn(members.data.next)} />}
      {inviting && <InviteDialog onClose={() => setInviting(false)} />}
    </Page>
  )
}

import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { cursorOf } from '@/api/client'
import { Page } from '@/components/layouts/page'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { Loading } from '@/components/ui/loading'
import { Pager } from '@/components/ui/pager'
import { ProblemCallout } from '@/components/ui/problem-callout'
import { useMembership } from '@/lib/session/organisation'
import { tokensQuery } from '../api/queries'
import { NewTokenDialog } from './new-token-dialog'
import { TokensTable } from './tokens-table'

interface TokensPageProps {
  cursor: string | undefined
  onCursor: (cursor: string | undefined) => void
}

export function TokensPage({ cursor, onCursor }: TokensPageProps) {
  const { t } = useLingui()
  const { organisation } = useMembership()
  const [making, setMaking] = useState(false)
  const tokens = useQuery(tokensQuery(organisation.id, cursor))
  const turn = (address: string | null | undefined) => (address ? () => onCursor(cursorOf(address)) : undefined)
  return (
    <Page
      title={t`API tokens`}
      place={organisation.name}
      lead={t`Keys for other programs, such as your HR system. Each may do only what you name, acts in your name, and ends on its day.`}
      actions={<Button tone="primary" onPress={() => setMaking(true)}>{t`Make a token`}</Button>}
    >
      {tokens.isPending && <Loading />}
      {tokens.isError && <ProblemCallout problem={tokens.error} />}
      {tokens.data?.results.length === 0 && (
        <EmptyState title={t`No program has a key`}>{t`Make one when another program must read from here or invite people.`}</EmptyState>
      )}
      {tokens.data && tokens.data.results.length > 0 && <TokensTable tokens={tokens.data.results} />}
      {tokens.data && <Pager onPrevious={turn(tokens.data.previous)} onNext={turn(tokens.data.next)} />}
      {making && <NewTokenDialog onClose={() => setMaking(false)} />}
    </Page>
  )
}

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
import { importsQuery } from '../api/queries'
import { ImportDialog } from './import-dialog'
import { ImportsTable } from './imports-table'

interface ImportsPageProps {
  cursor: string | undefined
  onCursor: (cursor: string | undefined) => void
}

export function ImportsPage({ cursor, onCursor }: ImportsPageProps) {
  const { t } = useLingui()
  const { organisation } = useMembership()
  const [importing, setImporting] = useState(false)
  const imports = useQuery(importsQuery(organisation.id, cursor))
  const turn = (address: string | null | undefined) => (address ? () => onCursor(cursorOf(address)) : undefined)
  return (
    <Page
      title={t`Imported answers`}
      place={organisation.name}
      lead={t`Answers that were given elsewhere, by people without names. A file comes in whole or not at all.`}
      actions={<Button tone="primary" onPress={() => setImporting(true)}>{t`Import a file`}</Button>}
    >
      {imports.isPending && <Loading />}
      {imports.isError && <ProblemCallout problem={imports.error} />}
      {imports.data?.results.length === 0 && (
        <EmptyState title={t`Nothing was imported yet`}>{t`Publish the instrument whose items were answered, then choose the file, CSV or SPSS: one line a person, one column an item.`}</EmptyState>
      )}
      {imports.data && imports.data.results.length > 0 && <ImportsTable imports={imports.data.results} />}
      {imports.data && <Pager onPrevious={turn(imports.data.previous)} onNext={turn(imports.data.next)} />}
      {importing && <ImportDialog onClose={() => setImporting(false)} />}
    </Page>
  )
}

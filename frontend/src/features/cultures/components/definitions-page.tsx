import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { definitionsQuery } from '@/api/choices'
import { Page } from '@/components/layouts/page'
import { Stack } from '@/components/layouts/stack'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { Loading } from '@/components/ui/loading'
import { ProblemCallout } from '@/components/ui/problem-callout'
import { useMay, useMembership } from '@/lib/session/organisation'
import { DefinitionCard } from './definition-card'
import { NewDefinitionDialog } from './new-definition-dialog'

export function DefinitionsPage({ onVersion }: { onVersion: (versionId: string) => void }) {
  const { t } = useLingui()
  const { organisation } = useMembership()
  const mayDraft = useMay('draft_culture')
  const [naming, setNaming] = useState(false)
  const definitions = useQuery(definitionsQuery(organisation.id))
  const begin = <Button tone="primary" onPress={() => setNaming(true)}>{t`Begin a definition`}</Button>
  const isEmpty = definitions.data?.length === 0
  return (
    <Page
      title={t`Culture`}
      place={organisation.name}
      lead={t`What this organisation wants to be to its customers: signed once, used for every hire and every supplier.`}
      actions={mayDraft && !isEmpty && begin}
    >
      {definitions.isPending && <Loading />}
      {definitions.isError && <ProblemCallout problem={definitions.error} />}
      {isEmpty && (
        <EmptyState title={t`No culture is defined yet`} action={mayDraft && begin}>
          {t`Begin with a sentence on where customers stand, place the dimensions, and let the senior team sign. Campaigns can use a definition once it is signed.`}
        </EmptyState>
      )}
      <Stack>
        {definitions.data?.map((definition) => (
          <DefinitionCard key={definition.id} definition={definition} onVersion={onVersion} />
        ))}
      </Stack>
      {naming && <NewDefinitionDialog onClose={() => setNaming(false)} onCreated={onVersion} />}
    </Page>
  )
}

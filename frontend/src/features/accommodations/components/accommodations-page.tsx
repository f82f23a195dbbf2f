import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Accommodation } from '@/api/schemas'
import { Page } from '@/components/layouts/page'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { Loading } from '@/components/ui/loading'
import { ProblemCallout } from '@/components/ui/problem-callout'
import { Table } from '@/components/ui/table'
import { formatDay } from '@/i18n/formats'
import { useMembership } from '@/lib/session/organisation'
import { accommodationsQuery } from '../api/accommodations'
import { useFormatWords, useRequestStatusWords } from './accommodation-words'
import { AnswerDialog } from './answer-dialog'

export function AccommodationsPage() {
  const { t } = useLingui()
  const { organisation } = useMembership()
  const requests = useQuery(accommodationsQuery(organisation.id))
  return (
    <Page
      title={t`Requests for another format`}
      place={organisation.name}
      lead={t`Nobody has to give a medical reason, and nobody who rates or decides sees these.`}
    >
      {requests.isPending && <Loading />}
      {requests.isError && <ProblemCallout problem={requests.error} />}
      {requests.data?.results.length === 0 && (
        <EmptyState title={t`Nobody has asked`}>{t`Requests come from the first page of a questionnaire and appear here at once.`}</EmptyState>
      )}
      {requests.data && requests.data.results.length > 0 && <RequestsTable requests={requests.data.results} />}
    </Page>
  )
}

function RequestsTable({ requests }: { requests: readonly Accommodation[] }) {
  const { t } = useLingui()
  const formats = useFormatWords()
  const statuses = useRequestStatusWords()
  const [answering, setAnswering] = useState<Accommodation | null>(null)
  return (
    <>
      <Table
        caption={t`Requests for another format`}
        rows={requests}
        rowKey={(request) => request.id}
        columns={[
          { id: 'who', name: t`Who`, rowHeader: true, cell: (request) => <span translate="no">{request.candidate_name}</span> },
          { id: 'kinds', name: t`Asks for`, cell: (request) => request.kinds.map((kind) => formats[kind]).join(', ') },
          { id: 'words', name: t`In their words`, cell: (request) => <span translate="no">{request.words ?? '–'}</span> },
          { id: 'when', name: t`Since`, cell: (request) => formatDay(request.created_at) },
          {
            id: 'status',
            name: t`State`,
            cell: (request) => <Badge tone={request.status === 'requested' ? 'caution' : 'neutral'}>{statuses[request.status]}</Badge>,
          },
          {
            id: 'act',
            name: t`Actions`,
            quiet: true,
            cell: (request) =>
              request.status === 'requested' && (
                <Button compact onPress={() => setAnswering(request)} aria-label={t`Answer ${request.candidate_name}`}>{t`Answer`}</Button>
              ),
          },
        ]}
      />
      {answering && <AnswerDialog request={answering} onClose={() => setAnswering(null)} />}
    </>
  )
}

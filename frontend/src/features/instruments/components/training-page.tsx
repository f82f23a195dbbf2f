import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { Page } from '@/components/layouts/page'
import { EmptyState } from '@/components/ui/empty-state'
import { Loading } from '@/components/ui/loading'
import { ProblemCallout } from '@/components/ui/problem-callout'
import { useMembership } from '@/lib/session/organisation'
import { trainingQuery } from '../api/queries'
import { TrainingTalkSection } from './training-talk'

/** Talks to mark before one rates anybody: read, mark, and compare with marks whose reasons are given. */
export function TrainingPage() {
  const { t } = useLingui()
  const { organisation } = useMembership()
  const training = useQuery(trainingQuery(organisation.id))
  return (
    <Page
      title={t`Training for raters`}
      place={organisation.name}
      lead={t`Read a talk, mark it on the card, then compare. Nothing that you mark here is kept.`}
    >
      {training.isPending && <Loading />}
      {training.isError && <ProblemCallout problem={training.error} />}
      {training.data?.talks.length === 0 && (
        <EmptyState title={t`There are no talks yet`}>{t`Exercises bring them along when they are published.`}</EmptyState>
      )}
      {training.data?.talks.map((talk) => (
        <TrainingTalkSection key={`${talk.code} ${talk.transcript}`} talk={talk} />
      ))}
    </Page>
  )
}

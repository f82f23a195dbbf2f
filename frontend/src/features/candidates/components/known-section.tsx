import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import type { CandidateDetail } from '@/api/schemas'
import { Facts, type Fact } from '@/components/layouts/facts'
import { Section } from '@/components/layouts/section'
import { formatDay, formatMoment } from '@/i18n/formats'
import { useMay, useOrganisationId } from '@/lib/session/organisation'
import { answerPromiseQuery } from '../api/queries'
import { useCountWords, useSittingWords } from './fit-words'

interface KnownSectionProps {
  campaignId: string
  candidate: CandidateDetail
}

/** What is known, what is not, and what this person was promised. */
export function KnownSection({ campaignId, candidate }: KnownSectionProps) {
  const { t } = useLingui()
  const countWords = useCountWords()
  const sittingWords = useSittingWords()
  const promise = useAnswerPromise(campaignId, candidate.candidate_id)
  const unknown = candidate.dimensions.filter((fit) => fit.mean === null).map((fit) => fit.name)
  const facts: Fact[] = [
    { name: t`On culture`, value: candidate.reason ? <span translate="no">{candidate.reason}</span> : countWords(candidate) },
    { name: t`Assessed`, value: t`${candidate.assessed} of ${candidate.of} dimensions` },
    candidate.submitted_at
      ? { name: t`Submitted`, value: formatMoment(candidate.submitted_at) }
      : { name: t`Questionnaire`, value: sittingWords(candidate.sitting_status) },
  ]
  if (unknown.length > 0) facts.push({ name: t`Still unknown`, value: <span translate="no">{unknown.join(', ')}</span> })
  if (promise) facts.push({ name: t`Promise`, value: promise })
  return (
    <Section title={t`What is known`} card>
      <Facts facts={facts} />
    </Section>
  )
}

function useAnswerPromise(campaignId: string, candidateId: string): string | null {
  const { t } = useLingui()
  const may = useMay('view_promises')
  const promises = useQuery({ ...answerPromiseQuery(useOrganisationId(), candidateId, campaignId), enabled: may })
  const promise = promises.data?.results[0]
  if (!promise) return null
  const due = formatDay(promise.due_on)
  if (promise.kept_at) return promise.broken ? t`answered late: it was due on ${due}` : t`answered in time (due on ${due})`
  return promise.broken ? t`broken: an answer was due on ${due}` : t`an answer by ${due}`
}

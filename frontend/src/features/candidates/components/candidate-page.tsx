import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { CandidateDetail } from '@/api/schemas'
import { Page } from '@/components/layouts/page'
import { Row } from '@/components/layouts/stack'
import { Button } from '@/components/ui/button'
import { LinkButton } from '@/components/ui/link-button'
import { Loading } from '@/components/ui/loading'
import { ProblemCallout } from '@/components/ui/problem-callout'
import { useMay, useMembership } from '@/lib/session/organisation'
import { candidateQuery } from '../api/queries'
import { useEvidenceOpened } from '../hooks/use-evidence-opened'
import { DecideButton } from './decide-button'
import { DecisionsSection } from './decisions-section'
import { HistorySection } from './history-section'
import { KnownSection } from './known-section'
import { QualitySection } from './quality-section'
import { ScoresSection } from './scores-section'
import { SimulatedMark } from './simulated-mark'
import { StripsSection } from './strips-section'

interface CandidatePageProps {
  campaignId: string
  candidateId: string
}

export function CandidatePage({ campaignId, candidateId }: CandidatePageProps) {
  const { organisation } = useMembership()
  const candidate = useQuery(candidateQuery(organisation.id, campaignId, candidateId))
  if (candidate.isError) return <ProblemCallout problem={candidate.error} />
  if (!candidate.data) return <Loading />
  return <CandidateSections campaignId={campaignId} candidate={candidate.data} />
}

function CandidateSections({ campaignId, candidate }: { campaignId: string; candidate: CandidateDetail }) {
  const { t } = useLingui()
  const { organisation } = useMembership()
  const mayDecide = useMay('decide')
  useEvidenceOpened(campaignId, candidate.candidate_id)
  return (
    <Page
      title={candidate.name}
      titleIsData
      place={organisation.name}
      trail={
        <Link to="/o/$organisationId/campaigns/$campaignId/candidates" params={{ organisationId: organisation.id, campaignId }}>
          {t`Candidates`}
        </Link>
      }
      lead={
        <Row>
          <span translate="no">{candidate.email}</span>
          <SimulatedMark origin={candidate.origin} />
        </Row>
      }
      actions={
        <>
          {candidate.assessment_id && <ReportLink campaignId={campaignId} candidateId={candidate.candidate_id} />}
          <Button onPress={() => window.print()}>{t`Print`}</Button>
          {mayDecide && <DecideButton campaignId={campaignId} candidate={candidate} />}
        </>
      }
    >
      <KnownSection campaignId={campaignId} candidate={candidate} />
      <StripsSection candidate={candidate} />
      {candidate.quality && <QualitySection quality={candidate.quality} />}
      <ScoresSection sittingId={candidate.sitting_id} />
      <DecisionsSection decisions={candidate.decisions} />
      <HistorySection history={candidate.history} />
    </Page>
  )
}

function ReportLink({ campaignId, candidateId }: { campaignId: string; candidateId: string }) {
  const { t } = useLingui()
  const { organisation } = useMembership()
  return (
    <LinkButton
      to="/o/$organisationId/campaigns/$campaignId/candidates/$candidateId/report"
      params={{ organisationId: organisation.id, campaignId, candidateId }}
    >
      {t`Report`}
    </LinkButton>
  )
}

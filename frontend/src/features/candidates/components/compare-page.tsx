import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { CandidateInCampaign } from '@/api/schemas'
import { Page } from '@/components/layouts/page'
import { Loading } from '@/components/ui/loading'
import { ProblemCallout } from '@/components/ui/problem-callout'
import { useMembership } from '@/lib/session/organisation'
import { comparisonQuery } from '../api/queries'
import { CompareDimension } from './compare-dimension'
import { DifferencesSection } from './differences-section'

interface ComparePageProps {
  campaignId: string
  ids: readonly string[]
}

export function ComparePage({ campaignId, ids }: ComparePageProps) {
  const { t } = useLingui()
  const { organisation } = useMembership()
  const comparison = useQuery(comparisonQuery(organisation.id, campaignId, ids))
  if (comparison.isError) return <ProblemCallout problem={comparison.error} />
  if (!comparison.data) return <Loading />
  const candidates = comparison.data.candidates as CandidateInCampaign[]
  const dimensions = candidates.find((candidate) => candidate.dimensions.length > 0)?.dimensions ?? []
  return (
    <Page
      title={t`Side by side`}
      place={organisation.name}
      lead={t`Where two hills overlap, the evidence does not tell the people apart.`}
      trail={
        <Link to="/o/$organisationId/campaigns/$campaignId/candidates" params={{ organisationId: organisation.id, campaignId }}>
          {t`Candidates`}
        </Link>
      }
    >
      {dimensions.map((dimension) => (
        <CompareDimension key={dimension.dimension} dimension={dimension} candidates={candidates} />
      ))}
      <DifferencesSection pairs={comparison.data.pairs} candidates={candidates} dimensions={dimensions} />
    </Page>
  )
}

import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { FileLink } from '@/components/ui/file-link'
import { useOrganisationId } from '@/lib/session/organisation'
import { screeningReportQuery } from '../api/queries'
import { ReportPage } from './report-page'

interface ScreeningReportPageProps {
  campaignId: string
  candidateId: string
}

/** The recruiter's report on one candidate. */
export function ScreeningReportPage({ campaignId, candidateId }: ScreeningReportPageProps) {
  const { t } = useLingui()
  const organisationId = useOrganisationId()
  const report = useQuery(screeningReportQuery(organisationId, campaignId, candidateId))
  const file = `/api/v1/organisations/${organisationId}/campaigns/${campaignId}/candidates/${candidateId}/report.pdf`
  return (
    <ReportPage
      query={report}
      trail={
        <Link to="/o/$organisationId/campaigns/$campaignId/candidates/$candidateId" params={{ organisationId, campaignId, candidateId }}>
          {t`Back to the candidate`}
        </Link>
      }
      files={<FileLink href={file}>{t`Report (PDF)`}</FileLink>}
    />
  )
}

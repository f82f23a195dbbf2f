import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { FileLink } from '@/components/ui/file-link'
import { useOrganisationId } from '@/lib/session/organisation'
import { pilotReportQuery } from '../api/queries'
import { ReportPage } from './report-page'

/** How the pseudonymous people of a pilot stand, scale by scale; their rows as a table for other programs. */
export function PilotReportPage({ campaignId }: { campaignId: string }) {
  const { t } = useLingui()
  const organisationId = useOrganisationId()
  const report = useQuery(pilotReportQuery(organisationId, campaignId))
  const base = `/api/v1/organisations/${organisationId}/campaigns/${campaignId}`
  return (
    <ReportPage
      query={report}
      trail={
        <Link to="/o/$organisationId/campaigns/$campaignId" params={{ organisationId, campaignId }}>
          {t`Back to the campaign`}
        </Link>
      }
      files={
        <>
          <FileLink href={`${base}/pilot-report.pdf`}>{t`Report (PDF)`}</FileLink>
          <FileLink href={`${base}/pilot-fit.csv`}>{t`Every person (CSV)`}</FileLink>
        </>
      }
    />
  )
}

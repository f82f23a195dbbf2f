import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { FileLink } from '@/components/ui/file-link'
import { useOrganisationId } from '@/lib/session/organisation'
import { bidderReportQuery } from '../api/queries'
import { ReportPage } from './report-page'

/** The assessment summary of one bidder, as it is printed and as the bidder reads it. */
export function BidderReportPage({ tenderId, bidId }: { tenderId: string; bidId: string }) {
  const { t } = useLingui()
  const organisationId = useOrganisationId()
  const report = useQuery(bidderReportQuery(organisationId, tenderId, bidId))
  return (
    <ReportPage
      query={report}
      trail={
        <Link to="/o/$organisationId/tenders/$tenderId/bids/$bidId" params={{ organisationId, tenderId, bidId }}>
          {t`Back to the bidder`}
        </Link>
      }
      files={<FileLink href={`/api/v1/organisations/${organisationId}/tenders/${tenderId}/bids/${bidId}/summary.pdf`}>{t`Summary (PDF)`}</FileLink>}
    />
  )
}

import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { FileLink } from '@/components/ui/file-link'
import { useOrganisationId } from '@/lib/session/organisation'
import { definitionReportQuery } from '../api/queries'
import { ReportPage } from './report-page'

/** The definition as the document that is signed. */
export function DefinitionReportPage({ versionId }: { versionId: string }) {
  const { t } = useLingui()
  const organisationId = useOrganisationId()
  const report = useQuery(definitionReportQuery(organisationId, versionId))
  return (
    <ReportPage
      query={report}
      trail={
        <Link to="/o/$organisationId/culture/$versionId" params={{ organisationId, versionId }}>
          {t`Back to the definition`}
        </Link>
      }
      files={<FileLink href={`/api/v1/organisations/${organisationId}/definition-versions/${versionId}/document.pdf`}>{t`Document (PDF)`}</FileLink>}
    />
  )
}

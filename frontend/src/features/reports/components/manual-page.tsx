import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { FileLink } from '@/components/ui/file-link'
import { useOrganisationId } from '@/lib/session/organisation'
import { manualQuery } from '../api/queries'
import { ReportPage } from './report-page'

interface ManualPageProps {
  instrumentId: string
  unit: string
}

/** The technical manual of a scale with the card of its scoring model, made from what is known now. */
export function ManualPage({ instrumentId, unit }: ManualPageProps) {
  const { t } = useLingui()
  const organisationId = useOrganisationId()
  const manual = useQuery(manualQuery(organisationId, instrumentId, unit))
  return (
    <ReportPage
      query={manual}
      trail={
        <Link to="/o/$organisationId/psychometrics/$instrumentId/$unit" params={{ organisationId, instrumentId, unit }}>
          {t`Back to the scale`}
        </Link>
      }
      files={
        <FileLink href={`/api/v1/organisations/${organisationId}/instruments/${instrumentId}/scales/${unit}/manual.pdf`}>
          {t`Technical manual (PDF)`}
        </FileLink>
      }
    />
  )
}

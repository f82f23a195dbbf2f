import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { Culture } from '@/api/schemas'
import { Page } from '@/components/layouts/page'
import { Row } from '@/components/layouts/stack'
import { Button } from '@/components/ui/button'
import { LinkButton } from '@/components/ui/link-button'
import { Loading } from '@/components/ui/loading'
import { ProblemCallout } from '@/components/ui/problem-callout'
import { useMay, useMembership } from '@/lib/session/organisation'
import { versionQuery } from '../api/queries'
import { AffectedSection } from './affected-section'
import { ChecksSection } from './checks-section'
import { DifferencesSection } from './differences-section'
import { DimensionsSection } from './dimensions-section'
import { LevelsSection } from './levels-section'
import { SignOffSection } from './sign-off-section'
import { VersionStatus } from './version-status'

export function VersionPage({ versionId }: { versionId: string }) {
  const { t } = useLingui()
  const { organisation } = useMembership()
  const version = useQuery(versionQuery(organisation.id, versionId))
  if (version.isError) return <ProblemCallout problem={version.error} />
  if (!version.data) return <Loading />
  const { definition_name: name, number } = version.data
  return (
    <Page
      title={t`${name}, version ${number}`}
      place={organisation.name}
      trail={
        <Link to="/o/$organisationId/culture" params={{ organisationId: organisation.id }}>
          {t`Culture`}
        </Link>
      }
      lead={<VersionStatus status={version.data.status} />}
      actions={
        <Row>
          <LinkButton to="/o/$organisationId/culture/$versionId/document" params={{ organisationId: organisation.id, versionId }}>
            {t`Document`}
          </LinkButton>
          <Button onPress={() => window.print()}>{t`Print`}</Button>
        </Row>
      }
    >
      <VersionSections version={version.data} />
    </Page>
  )
}

function VersionSections({ version }: { version: Culture }) {
  const editable = useMay('draft_culture') && version.status === 'draft'
  return (
    <>
      <LevelsSection version={version} editable={editable} />
      <DimensionsSection version={version} editable={editable} />
      {version.status === 'draft' && version.checks.length > 0 && <ChecksSection checks={version.checks} />}
      <SignOffSection version={version} editable={editable} />
      {version.based_on && <DifferencesSection version={version} earlier={version.based_on} />}
      {version.status === 'signed' && <AffectedSection version={version} />}
    </>
  )
}

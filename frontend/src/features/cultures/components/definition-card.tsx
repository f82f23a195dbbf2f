import { useLingui } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import type { Definition } from '@/api/schemas'
import { Section } from '@/components/layouts/section'
import { Button } from '@/components/ui/button'
import { ProblemCallout } from '@/components/ui/problem-callout'
import { Table, type Column } from '@/components/ui/table'
import { formatDay } from '@/i18n/formats'
import { useMay, useOrganisationId } from '@/lib/session/organisation'
import { useDraftVersion } from '../api/use-definition-intents'
import { VersionStatus } from './version-status'

type Version = Definition['versions'][number]

interface DefinitionCardProps {
  definition: Definition
  onVersion: (versionId: string) => void
}

export function DefinitionCard({ definition, onVersion }: DefinitionCardProps) {
  const { t } = useLingui()
  const mayDraft = useMay('draft_culture')
  const draft = useDraftVersion((version) => onVersion(version.id))
  const latest = definition.versions[0]
  const isSettled = latest?.status === 'signed'
  const begin = (
    <Button
      isPending={draft.isPending}
      onPress={() => draft.mutate({ definition_id: definition.id, based_on: latest?.id ?? null })}
    >{t`Draft the next version`}</Button>
  )
  return (
    <Section title={definition.name} titleIsData actions={mayDraft && isSettled && begin} card>
      {draft.error && <ProblemCallout problem={draft.error} />}
      <VersionTable definition={definition} />
    </Section>
  )
}

function VersionTable({ definition }: { definition: Definition }) {
  const { t } = useLingui()
  const organisationId = useOrganisationId()
  const columns: Column<Version>[] = [
    {
      id: 'number',
      name: t`Version`,
      rowHeader: true,
      cell: (version) => (
        <Link to="/o/$organisationId/culture/$versionId" params={{ organisationId, versionId: version.id }}>
          {t`Version ${version.number}`}
        </Link>
      ),
    },
    { id: 'status', name: t`Status`, cell: (version) => <VersionStatus status={version.status} /> },
    { id: 'created', name: t`Begun`, cell: (version) => formatDay(version.created_at) },
    { id: 'signed', name: t`Signed`, cell: (version) => (version.signed_at ? formatDay(version.signed_at) : '–') },
    {
      id: 'hash',
      name: t`Fingerprint`,
      cell: (version) => <code translate="no">{version.content_hash.slice(0, 12) || '–'}</code>,
    },
  ]
  return <Table caption={t`Versions of ${definition.name}`} columns={columns} rows={definition.versions} rowKey={(version) => version.id} />
}

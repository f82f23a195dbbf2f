import { useLingui } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import { Table, type Column } from '@/components/ui/table'
import { formatCount, formatMoment } from '@/i18n/formats'
import { useOrganisationId } from '@/lib/session/organisation'
import type { Imported } from '../api/use-import-intents'
import { useOriginWords } from './origin-words'

export function ImportsTable({ imports }: { imports: readonly Imported[] }) {
  const { t } = useLingui()
  const organisationId = useOrganisationId()
  const origins = useOriginWords()
  const columns: Column<Imported>[] = [
    {
      id: 'title',
      name: t`Pilot`,
      rowHeader: true,
      cell: (row) => (
        <Link to="/o/$organisationId/campaigns/$campaignId" params={{ organisationId, campaignId: row.campaign_id }} translate="no">
          {row.campaign_title}
        </Link>
      ),
    },
    { id: 'origin', name: t`Answers of`, cell: (row) => origins[row.origin] },
    { id: 'rows', name: t`People`, figures: true, cell: (row) => formatCount(row.rows) },
    { id: 'answers', name: t`Answers`, figures: true, cell: (row) => formatCount(row.answers) },
    { id: 'missing', name: t`Missing`, figures: true, cell: (row) => formatCount(row.missing) },
    { id: 'when', name: t`Imported`, cell: (row) => <time dateTime={row.created_at}>{formatMoment(row.created_at)}</time> },
  ]
  return <Table caption={t`Imported answers`} columns={columns} rows={imports} rowKey={(row) => row.id} />
}

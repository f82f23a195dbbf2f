import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ScaleAtAGlance } from '@/api/schemas'
import { Page } from '@/components/layouts/page'
import { Badge } from '@/components/ui/badge'
import { EmptyState } from '@/components/ui/empty-state'
import { LadderStep } from '@/components/ui/ladder-step'
import { Loading } from '@/components/ui/loading'
import { ProblemCallout } from '@/components/ui/problem-callout'
import { Table, type Column } from '@/components/ui/table'
import { formatCount } from '@/i18n/formats'
import { useMembership } from '@/lib/session/organisation'
import { ladderQuery } from '../api/queries'

/** Every scale of the library: how far it is proved, on whose answers, and what keeps it there. */
export function LadderPage() {
  const { t } = useLingui()
  const { organisation } = useMembership()
  const ladder = useQuery(ladderQuery(organisation.id))
  return (
    <Page
      title={t`Psychometrics`}
      place={organisation.name}
      lead={t`How far each scale has come, by answers of real people alone. Data and named people move a scale up; nothing else does.`}
    >
      {ladder.isPending && <Loading />}
      {ladder.isError && <ProblemCallout problem={ladder.error} />}
      {ladder.data?.scales.length === 0 && <EmptyState title={t`Nothing is published yet`}>{t`Publish an instrument first.`}</EmptyState>}
      {ladder.data && ladder.data.scales.length > 0 && <ScalesTable scales={ladder.data.scales} />}
    </Page>
  )
}

function ScalesTable({ scales }: { scales: readonly ScaleAtAGlance[] }) {
  const { t } = useLingui()
  const { organisation, capabilities } = useMembership()
  const columns: Column<ScaleAtAGlance>[] = [
    {
      id: 'scale',
      name: t`Scale`,
      rowHeader: true,
      cell: (row) =>
        capabilities.includes('view_keys') ? (
          <Link
            to="/o/$organisationId/psychometrics/$instrumentId/$unit"
            params={{ organisationId: organisation.id, instrumentId: row.instrument_id, unit: row.unit }}
            translate="no"
          >
            {row.name}
          </Link>
        ) : (
          <span translate="no">{row.name}</span>
        ),
    },
    { id: 'instrument', name: t`Instrument`, cell: (row) => <span translate="no">{`${row.instrument} ${row.version}`}</span> },
    { id: 'items', name: t`Items`, figures: true, cell: (row) => formatCount(row.items) },
    { id: 'step', name: t`Step`, cell: (row) => <LadderStep status={row.status} /> },
    { id: 'basis', name: t`Parameters`, cell: (row) => (row.basis === 'data' ? t`from data` : t`assumed`) },
    { id: 'real', name: t`Real answers`, figures: true, cell: (row) => formatCount(row.answers_real) },
    { id: 'gates', name: t`What keeps it there`, cell: (row) => <Standing scale={row} /> },
  ]
  return <Table caption={t`Scales`} columns={columns} rows={scales} rowKey={(row) => `${row.instrument_id} ${row.unit}`} />
}

function Standing({ scale }: { scale: ScaleAtAGlance }) {
  const { t } = useLingui()
  const contradicted = scale.contradicted && scale.basis === 'assumed'
  return (
    <>
      <Gates scale={scale} /> {contradicted && <Badge tone="caution">{t`assumed parameters contradicted`}</Badge>}
    </>
  )
}

function Gates({ scale }: { scale: ScaleAtAGlance }) {
  const { t } = useLingui()
  if (scale.more_answers_needed > 0) return t`${formatCount(scale.more_answers_needed)} more answers until it can be judged`
  if (!scale.calibrated_at) return t`not calibrated yet`
  return scale.stopped_by > 0 ? t`${scale.stopped_by} gates failed, ${scale.passed} passed` : t`all ${scale.passed} gates passed`
}

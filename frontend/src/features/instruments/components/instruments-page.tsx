import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { instrumentsQuery } from '@/api/choices'
import type { Instrument } from '@/api/schemas'
import { Page } from '@/components/layouts/page'
import { Row } from '@/components/layouts/stack'
import { Badge } from '@/components/ui/badge'
import { EmptyState } from '@/components/ui/empty-state'
import { LadderStep } from '@/components/ui/ladder-step'
import { Loading } from '@/components/ui/loading'
import { ProblemCallout } from '@/components/ui/problem-callout'
import { Table, type Column } from '@/components/ui/table'
import { formatFigure } from '@/i18n/formats'
import { useMembership } from '@/lib/session/organisation'
import { useInstrumentKinds } from './instrument-words'

export function InstrumentsPage() {
  const { t } = useLingui()
  const { organisation } = useMembership()
  const instruments = useQuery(instrumentsQuery(organisation.id))
  return (
    <Page
      title={t`Instruments`}
      place={organisation.name}
      lead={t`What people are asked, and how far each scale has come on the validation ladder.`}
    >
      {instruments.isPending && <Loading />}
      {instruments.isError && <ProblemCallout problem={instruments.error} />}
      {instruments.data?.length === 0 && (
        <EmptyState title={t`Nothing is published yet`}>{t`A psychometrician publishes instruments from their definition files.`}</EmptyState>
      )}
      {instruments.data && instruments.data.length > 0 && <InstrumentsTable instruments={instruments.data} />}
    </Page>
  )
}

function InstrumentsTable({ instruments }: { instruments: readonly Instrument[] }) {
  const { t } = useLingui()
  const { organisation } = useMembership()
  const kinds = useInstrumentKinds()
  const columns: Column<Instrument>[] = [
    {
      id: 'title',
      name: t`Instrument`,
      rowHeader: true,
      cell: (row) => (
        <Link to="/o/$organisationId/instruments/$instrumentId" params={{ organisationId: organisation.id, instrumentId: row.id }} translate="no">
          {row.title}
        </Link>
      ),
    },
    { id: 'kind', name: t`Kind`, cell: (row) => kinds[row.kind] },
    { id: 'version', name: t`Version`, cell: (row) => <span translate="no">{row.version}</span> },
    { id: 'minutes', name: t`Minutes`, figures: true, cell: (row) => formatFigure(row.minutes, 0) },
    { id: 'units', name: t`Ladder`, cell: (row) => <Steps instrument={row} /> },
    { id: 'from', name: t`From`, cell: (row) => (row.shipped ? t`the toolkit` : t`this organisation`) },
  ]
  return <Table caption={t`Instruments`} columns={columns} rows={instruments} rowKey={(row) => row.id} />
}

/** Each step once; all scales usually stand on the same one. */
function Steps({ instrument }: { instrument: Instrument }) {
  const { t } = useLingui()
  const steps = [...new Set(instrument.units.map((unit) => unit.status))]
  return (
    <Row>
      {steps.map((step) => (
        <LadderStep key={step} status={step} />
      ))}
      {instrument.units.some((unit) => unit.provisional) && <Badge tone="caution">{t`provisional`}</Badge>}
    </Row>
  )
}

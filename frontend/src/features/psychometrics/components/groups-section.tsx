import { useLingui } from '@lingui/react/macro'
import type { ScaleDetail } from '@/api/schemas'
import { Section } from '@/components/layouts/section'
import { Badge } from '@/components/ui/badge'
import { Table, type Column } from '@/components/ui/table'
import { formatCount, formatDay, formatFigure } from '@/i18n/formats'

type Group = ScaleDetail['groups'][number]
type Norms = ScaleDetail['norms'][number]

const CFI_DROP_LIMIT = 0.01

/** Whether the scale means the same in groups of people, and how positions are spread in its norm groups. */
export function GroupsSection({ scale }: { scale: ScaleDetail }) {
  const { t } = useLingui()
  const groups: Column<Group>[] = [
    { id: 'by', name: t`Groups by`, rowHeader: true, cell: (row) => <span translate="no">{row.attribute}</span> },
    { id: 'sizes', name: t`People`, cell: (row) => <span translate="no">{Object.entries(row.sizes).map(([name, n]) => `${name}: ${formatCount(n)}`).join(', ')}</span> },
    { id: 'drop', name: t`Drop in CFI (limit 0.010)`, figures: true, cell: (row) => <Drop group={row} /> },
    { id: 'dif', name: t`Items with DIF`, cell: (row) => (row.dif.tested ? row.dif.items.filter((item) => item.flag).map((item) => item.item).join(', ') || t`none` : t`not tested`) },
  ]
  const norms: Column<Norms>[] = [
    { id: 'who', name: t`Who`, rowHeader: true, cell: (row) => <span translate="no">{row.composition}</span> },
    { id: 'n', name: t`People`, figures: true, cell: (row) => (row.provisional ? t`${formatCount(row.n)} (provisional)` : formatCount(row.n)) },
    { id: 'mean', name: t`Mean`, figures: true, cell: (row) => formatFigure(row.mean, 1) },
    { id: 'sd', name: t`SD`, figures: true, cell: (row) => formatFigure(row.sd, 1) },
    { id: 'date', name: t`Published`, cell: (row) => formatDay(row.created_at) },
  ]
  return (
    <>
      <Section title={t`Fairness between groups`}>
        {scale.groups.length === 0 ? <p>{t`Not tested: no groups of a hundred people who told of themselves.`}</p> : <Table caption={t`Fairness between groups`} columns={groups} rows={scale.groups} rowKey={(row) => row.attribute} />}
      </Section>
      <Section title={t`Norms`}>
        {scale.norms.length === 0 ? <p>{t`Not known yet: norms are published with a scale's first model from data.`}</p> : <Table caption={t`Norms`} columns={norms} rows={scale.norms} rowKey={(row) => row.id} />}
      </Section>
    </>
  )
}

function Drop({ group }: { group: Group }) {
  const { t } = useLingui()
  const { tested, cfi_drop: drop } = group.invariance
  if (!tested || drop === null) return t`not tested`
  return (
    <>
      {formatFigure(drop, 3)} {drop > CFI_DROP_LIMIT && <Badge tone="caution">{t`not the same`}</Badge>}
    </>
  )
}

import { useLingui } from '@lingui/react/macro'
import type { ScaleDetail } from '@/api/schemas'
import { Section } from '@/components/layouts/section'
import { Badge } from '@/components/ui/badge'
import { Table, type Column } from '@/components/ui/table'
import { formatCount, formatFigure } from '@/i18n/formats'

type Group = ScaleDetail['groups'][number]

const CFI_DROP_LIMIT = 0.01

/** Whether the scale means the same in groups of people. */
export function GroupsSection({ scale }: { scale: ScaleDetail }) {
  const { t } = useLingui()
  const groups: Column<Group>[] = [
    { id: 'by', name: t`Groups by`, rowHeader: true, cell: (row) => <span translate="no">{row.attribute}</span> },
    { id: 'sizes', name: t`People`, cell: (row) => <span translate="no">{Object.entries(row.sizes).map(([name, n]) => `${name}: ${formatCount(n)}`).join(', ')}</span> },
    { id: 'drop', name: t`Drop in CFI (limit 0.010)`, figures: true, cell: (row) => <Drop group={row} /> },
    { id: 'dif', name: t`Items with DIF`, cell: (row) => (row.dif.tested ? row.dif.items.filter((item) => item.flag).map((item) => item.item).join(', ') || t`none` : t`not tested`) },
  ]
  return (
    <Section title={t`Fairness between groups`}>
      {scale.groups.length === 0 ? <p>{t`Not tested: no groups of a hundred people who told of themselves.`}</p> : <Table caption={t`Fairness between groups`} columns={groups} rows={scale.groups} rowKey={(row) => row.attribute} />}
    </Section>
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

import { useLingui } from '@lingui/react/macro'
import type { Unit } from '@/api/schemas'
import { Section } from '@/components/layouts/section'
import { LadderStep } from '@/components/ui/ladder-step'
import { Table } from '@/components/ui/table'
import { formatCount } from '@/i18n/formats'

/** Each scale with its step of the ladder; nothing provisional enters a count, a cut or an order. */
export function UnitsSection({ units }: { units: readonly Unit[] }) {
  const { t } = useLingui()
  const bases: Record<Unit['basis'], string> = { assumed: t`assumed`, data: t`from data` }
  return (
    <Section title={t`Scales and their step on the ladder`}>
      <Table
        caption={t`Scales and their step on the ladder`}
        rows={units}
        rowKey={(unit) => unit.unit}
        columns={[
          { id: 'name', name: t`Scale`, rowHeader: true, cell: (unit) => <span translate="no">{unit.name}</span> },
          { id: 'dimension', name: t`Dimension`, cell: (unit) => <span translate="no">{unit.dimension}</span> },
          { id: 'entries', name: t`Items`, figures: true, cell: (unit) => formatCount(unit.entries) },
          { id: 'basis', name: t`Parameters`, cell: (unit) => bases[unit.basis] },
          { id: 'status', name: t`Step`, cell: (unit) => <LadderStep status={unit.status} /> },
          { id: 'provisional', name: t`Evidence`, cell: (unit) => (unit.provisional ? t`provisional` : t`passed its gates`) },
        ]}
      />
    </Section>
  )
}

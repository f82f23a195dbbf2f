import { useLingui } from '@lingui/react/macro'
import type { Gate, ScaleDetail } from '@/api/schemas'
import { Section } from '@/components/layouts/section'
import { Badge } from '@/components/ui/badge'
import { useStepWords } from '@/components/ui/ladder-step'
import { Table, type Column } from '@/components/ui/table'
import { formatCount, formatFigure } from '@/i18n/formats'

/** Each gate with its figure, its limit, and whether it is passed. */
export function GatesSection({ scale }: { scale: ScaleDetail }) {
  const { t } = useLingui()
  const steps = useStepWords()
  const columns: Column<Gate>[] = [
    { id: 'gate', name: t`Gate`, rowHeader: true, cell: (gate) => <code translate="no">{gate.gate}</code> },
    { id: 'step', name: t`Asked for`, cell: (gate) => steps[gate.step] },
    { id: 'part', name: t`Of`, cell: (gate) => <span translate="no">{gate.part}</span> },
    { id: 'limit', name: t`Limit`, cell: (gate) => <span translate="no">{`${gate.operator} ${gate.required}`}</span> },
    { id: 'found', name: t`Found`, figures: true, cell: (gate) => found(gate.observed) },
    { id: 'n', name: t`People`, figures: true, cell: (gate) => (gate.n === null ? '–' : formatCount(gate.n)) },
    { id: 'result', name: t`Result`, cell: (gate) => <Result gate={gate} /> },
  ]
  const lead = scale.glance.more_answers_needed
    ? t`${formatCount(scale.glance.more_answers_needed)} more answers are needed until every gate can be judged.`
    : undefined
  return (
    <Section title={t`Gates`} lead={lead}>
      {scale.gates.length === 0 ? (
        <p>{t`Not known yet: this version has not been calibrated.`}</p>
      ) : (
        <Table caption={t`Gates`} columns={columns} rows={scale.gates} rowKey={(gate) => `${gate.step} ${gate.gate} ${gate.part}`} />
      )}
    </Section>
  )
}

/** Counts of people and of items are whole; everything else is told to three places. */
function found(value: number | null): string {
  if (value === null) return '–'
  return Number.isInteger(value) && value > 1 ? formatCount(value) : formatFigure(value, 3)
}

function Result({ gate }: { gate: Gate }) {
  const { t } = useLingui()
  if (gate.passed === null) return <Badge tone="neutral">{t`not tested`}</Badge>
  return gate.passed ? <Badge tone="good">{t`passed`}</Badge> : <Badge tone="danger">{t`failed`}</Badge>
}

import { useLingui } from '@lingui/react/macro'
import type { InstrumentKeys } from '@/api/schemas'
import { Facts } from '@/components/layouts/facts'
import { Stack } from '@/components/layouts/stack'
import { Table } from '@/components/ui/table'
import { formatFigure } from '@/i18n/formats'

/** One scenario: what its options stand for, and how a written or spoken answer to it is graded. */
export function ScenarioKey({ scenario }: { scenario: InstrumentKeys['scenarios'][number] }) {
  const { t } = useLingui()
  const { code, trade, dimensions, situation, narrative_prompt: prompt, rubric, options } = scenario
  return (
    <Stack>
      <h3 translate="no">{`${dimensions.join(', ')} · ${trade} · ${code}`}</h3>
      <p translate="no">{situation}</p>
      <Table
        caption={t`Options of ${code}`}
        rows={options}
        rowKey={(option) => option.text}
        columns={[
          { id: 'text', name: t`Option`, rowHeader: true, cell: (option) => <span translate="no">{option.text}</span> },
          { id: 'mean', name: t`Suitability, 1 to 7`, figures: true, cell: (option) => formatFigure(option.mean, 1) },
          { id: 'quality', name: t`Quality, 0 to 1`, figures: true, cell: (option) => formatFigure(option.quality, 2) },
          {
            id: 'pole',
            name: t`Pole, −1 to 1`,
            figures: true,
            cell: (option) => option.poles.map((pole) => formatFigure(pole.value, 2)).join(' · ') || '–',
          },
        ]}
      />
      <Facts
        facts={[
          { name: t`Written or spoken`, value: <span translate="no">{prompt}</span> },
          { name: t`Grade 1`, value: <span translate="no">{rubric.grade_1}</span> },
          { name: t`Grade 3`, value: <span translate="no">{rubric.grade_3}</span> },
          { name: t`Grade 5`, value: <span translate="no">{rubric.grade_5}</span> },
        ]}
      />
    </Stack>
  )
}

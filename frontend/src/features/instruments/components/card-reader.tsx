import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import type { RaterCard } from '@/api/schemas'
import { Facts } from '@/components/layouts/facts'
import { Section } from '@/components/layouts/section'
import { Stack } from '@/components/layouts/stack'
import { Details } from '@/components/ui/details'
import { Table } from '@/components/ui/table'
import { useOrganisationId } from '@/lib/session/organisation'
import { cardQuery, type SheetChoice } from '../api/queries'
import { Lines } from './lines'

/** The card that raters mark, row by row with its anchors. */
export function CardReader({ instrumentId, choice }: { instrumentId: string; choice: SheetChoice }) {
  const { t } = useLingui()
  const card = useQuery(cardQuery(useOrganisationId(), instrumentId, choice))
  if (!card.data) return null
  return (
    <Section title={t`The rater's card`} lead={t`Grades and marks with their anchors; candidates never see it.`} card long>
      <Lines lines={card.data.rules} />
      {card.data.blocks.map((block, place) => (
        <Details key={block.code} summary={<span translate="no">{block.title}</span>} open={place === 0}>
          <CardBlock block={block} />
        </Details>
      ))}
    </Section>
  )
}

function CardBlock({ block }: { block: RaterCard['blocks'][number] }) {
  const { t } = useLingui()
  return (
    <Stack>
      <Facts
        facts={[
          { name: t`Purpose`, value: <span translate="no">{block.purpose}</span> },
          { name: t`Watch for`, value: <Lines lines={block.watch_for} /> },
          { name: t`Never mark`, value: <Lines lines={block.guard_notes} /> },
          { name: t`Write down`, value: <Lines lines={block.prompts.map((prompt) => prompt.text)} /> },
        ]}
      />
      {block.rows.map((row) => (
        <Stack key={row.code} tight>
          <h3 translate="no">{row.title}</h3>
          <p translate="no">{row.look_for}</p>
          <Table
            caption={t`Anchors`}
            rows={row.values}
            rowKey={(value) => String(value.value)}
            columns={[
              { id: 'value', name: t`Value`, rowHeader: true, cell: (value) => <span translate="no">{`${value.value}  ${value.label}`}</span> },
              { id: 'words', name: t`Anchor`, cell: (value) => <span translate="no">{value.words ?? '–'}</span> },
            ]}
          />
          <p>{t`A box of its own, never a middle:`} <span translate="no">{row.absent}</span></p>
        </Stack>
      ))}
    </Stack>
  )
}

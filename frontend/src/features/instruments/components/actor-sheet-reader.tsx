import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import type { ActorSheet } from '@/api/schemas'
import { Facts } from '@/components/layouts/facts'
import { Section } from '@/components/layouts/section'
import { Stack } from '@/components/layouts/stack'
import { Details } from '@/components/ui/details'
import { Table } from '@/components/ui/table'
import { useOrganisationId } from '@/lib/session/organisation'
import { actorSheetQuery, type SheetChoice } from '../api/queries'
import { Lines } from './lines'

/** The person to play, the fixed cues and the limits. A cue that is known beforehand shows nothing. */
export function ActorSheetReader({ instrumentId, choice }: { instrumentId: string; choice: SheetChoice }) {
  const { t } = useLingui()
  const sheet = useQuery(actorSheetQuery(useOrganisationId(), instrumentId, choice))
  if (!sheet.data) return null
  return (
    <Section title={t`The actor's sheet`} lead={t`For whoever plays the other side; candidates never see it.`} card long>
      {sheet.data.blocks.map((block, place) => (
        <Details key={block.code} summary={<span translate="no">{block.title}</span>} open={place === 0}>
          <ActorBlock block={block} />
        </Details>
      ))}
    </Section>
  )
}

function ActorBlock({ block }: { block: ActorSheet['blocks'][number] }) {
  const { t } = useLingui()
  return (
    <Stack>
      <Facts
        facts={[
          { name: t`Person`, value: <span translate="no">{block.actor.person}</span> },
          ...(block.actor.opening ? [{ name: t`Opening`, value: <span translate="no">{block.actor.opening}</span> }] : []),
          { name: t`If asked`, value: <Lines lines={block.actor.if_asked} /> },
          { name: t`Limits`, value: <Lines lines={block.actor.limits} /> },
          { name: t`Ends`, value: <span translate="no">{block.actor.ends}</span> },
          ...(block.how ? [{ name: t`How`, value: <span translate="no">{block.how}</span> }] : []),
          ...(block.props.length > 0 ? [{ name: t`Props`, value: <Lines lines={block.props} /> }] : []),
        ]}
      />
      {block.cues.length > 0 && (
        <Table
          caption={t`Fixed cues`}
          rows={block.cues}
          rowKey={(cue) => cue.code}
          columns={[
            { id: 'when', name: t`When`, rowHeader: true, cell: (cue) => <span translate="no">{cue.words.when}</span> },
            { id: 'line', name: t`Cue`, cell: (cue) => <span translate="no">{cue.words.line}</span> },
            { id: 'chance', name: t`Chance it gives`, cell: (cue) => <span translate="no">{cue.words.chance}</span> },
          ]}
        />
      )}
      {block.errands.length > 0 && (
        <Table
          caption={t`Promise log`}
          rows={block.errands}
          rowKey={(errand) => errand.code}
          columns={[
            { id: 'asked', name: t`Asked`, rowHeader: true, cell: (errand) => <span translate="no">{errand.asked}</span> },
            { id: 'due', name: t`Due`, cell: (errand) => <span translate="no">{errand.due}</span> },
            { id: 'possible', name: t`Can be kept`, cell: (errand) => (errand.possible ? t`yes` : t`no, by design`) },
            { id: 'way', name: t`In the way`, cell: (errand) => <span translate="no">{errand.in_the_way ?? '–'}</span> },
            { id: 'checked', name: t`Checked by`, cell: (errand) => <span translate="no">{errand.checked_by}</span> },
          ]}
        />
      )}
    </Stack>
  )
}

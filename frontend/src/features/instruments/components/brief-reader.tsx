import { useLingui } from '@lingui/react/macro'
import type { CandidateBrief } from '@/api/schemas'
import { Facts } from '@/components/layouts/facts'
import { Section } from '@/components/layouts/section'
import { Details } from '@/components/ui/details'
import { Lines } from './lines'

/** What a candidate reads beforehand: no cue, no anchor, no code of what is measured. */
export function BriefReader({ brief }: { brief: CandidateBrief }) {
  const { t } = useLingui()
  return (
    <Section title={t`The candidate's brief`} lead={t`As candidates read it before they begin.`} card long>
      <Lines lines={brief.before} />
      {brief.blocks.map((block, place) => (
        <Details key={block.ref} summary={<span translate="no">{block.title}</span>} open={place === 0}>
          <Facts
            facts={[
              { name: t`Situation`, value: <span translate="no">{block.brief.situation}</span> },
              { name: t`Task`, value: <span translate="no">{block.brief.task}</span> },
              { name: t`At hand`, value: <Lines lines={block.brief.at_hand} /> },
              ...(block.how ? [{ name: t`How`, value: <span translate="no">{block.how}</span> }] : []),
              ...(block.errands.length > 0 ? [{ name: t`Errands`, value: <Lines lines={block.errands} /> }] : []),
            ]}
          />
        </Details>
      ))}
    </Section>
  )
}

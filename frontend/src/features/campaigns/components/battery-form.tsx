import { useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import type { Campaign, Instrument } from '@/api/schemas'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { CheckboxGroup } from '@/components/ui/checkbox-group'
import { DialogActions } from '@/components/ui/dialog-actions'
import { Form } from '@/components/ui/form'
import { formatFigure } from '@/i18n/formats'
import { useAssembleBattery } from '../api/use-campaign-intents'
import { choosable, givenAtFirst, minutesOf, sectionsToGive } from '../given-sections'
import { SectionsChoice } from './sections-choice'

interface BatteryFormProps {
  campaign: Campaign
  instruments: readonly Instrument[]
  onDone: () => void
}

export function BatteryForm({ campaign, instruments, onDone }: BatteryFormProps) {
  const { t } = useLingui()
  const [chosen, setChosen] = useState(campaign.battery.map((entry) => entry.instrument_version_id))
  const [given, setGiven] = useState<Record<string, string[]>>({})
  const assemble = useAssembleBattery(campaign, onDone)
  const givenOf = (instrument: Instrument) => given[instrument.id] ?? givenAtFirst(instrument, campaign)
  const taken = chosen.flatMap((id) => instruments.filter((instrument) => instrument.id === id))
  const send = () => {
    assemble.mutate(
      taken.map((one) => ({ instrument_version_id: one.id, sections: sectionsToGive(one, givenOf(one)) })),
    )
  }
  return (
    <Form label={t`Instruments`} problem={assemble.error} onSubmit={send}>
      <CheckboxGroup label={t`Given in this order`} name="entries" value={chosen} onChange={setChosen}>
        {offered(instruments, campaign).map((instrument) => (
          <Checkbox
            key={instrument.id}
            value={instrument.id}
            note={<span translate="no">{instrument.summary}</span>}
          >
            <span translate="no">{instrument.title}</span> {t`(about ${formatFigure(minutesOf(instrument, givenOf(instrument)), 0)} minutes)`}
          </Checkbox>
        ))}
      </CheckboxGroup>
      {taken.filter((one) => choosable(one).length > 0).map((one) => (
        <SectionsChoice
          key={one.id}
          instrument={one}
          given={givenOf(one)}
          onChange={(codes) => setGiven({ ...given, [one.id]: codes })}
        />
      ))}
      <DialogActions>
        <Button type="submit" tone="primary" isPending={assemble.isPending}>{t`Take these`}</Button>
      </DialogActions>
    </Form>
  )
}

/** What this kind of campaign asks, in its newest version; an older one only where it has been taken already. */
function offered(instruments: readonly Instrument[], campaign: Campaign): readonly Instrument[] {
  const taken = new Set(campaign.battery.map((entry) => entry.instrument_version_id))
  const asksCandidates = campaign.kind !== 'tender'
  return instruments.filter(
    (instrument) =>
      taken.has(instrument.id) || (!instrument.superseded && (instrument.audience === 'candidate') === asksCandidates),
  )
}

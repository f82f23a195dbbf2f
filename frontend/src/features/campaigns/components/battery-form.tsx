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

interface BatteryFormProps {
  campaign: Campaign
  instruments: readonly Instrument[]
  onDone: () => void
}

export function BatteryForm({ campaign, instruments, onDone }: BatteryFormProps) {
  const { t } = useLingui()
  const [chosen, setChosen] = useState(campaign.battery.map((entry) => entry.instrument_version_id))
  const assemble = useAssembleBattery(campaign, onDone)
  return (
    <Form label={t`Instruments`} problem={assemble.error} onSubmit={() => assemble.mutate(chosen)}>
      <CheckboxGroup label={t`Given in this order`} name="entries" value={chosen} onChange={setChosen}>
        {offered(instruments, campaign).map((instrument) => (
          <Checkbox
            key={instrument.id}
            value={instrument.id}
            note={<span translate="no">{instrument.summary}</span>}
          >
            <span translate="no">{instrument.title}</span> {t`(about ${formatFigure(instrument.minutes, 0)} minutes)`}
          </Checkbox>
        ))}
      </CheckboxGroup>
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

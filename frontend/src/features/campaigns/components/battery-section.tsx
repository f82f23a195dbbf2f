import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { answeredInstrumentsQuery } from '@/api/choices'
import { useState } from 'react'
import type { Campaign } from '@/api/schemas'
import { Section } from '@/components/layouts/section'
import { Button } from '@/components/ui/button'
import { Table } from '@/components/ui/table'
import { formatFigure } from '@/i18n/formats'
import { useOrganisationId } from '@/lib/session/organisation'
import { BatteryForm } from './battery-form'

interface BatterySectionProps {
  campaign: Campaign
  editable: boolean
}

/** The instruments that everybody gets, in this order, and what they cost in minutes. */
export function BatterySection({ campaign, editable }: BatterySectionProps) {
  const { t } = useLingui()
  const [editing, setEditing] = useState(false)
  const instruments = useQuery(answeredInstrumentsQuery(useOrganisationId()))
  const titleOf = (id: string) => instruments.data?.find((instrument) => instrument.id === id)?.title ?? ''
  const open = editable && (editing || campaign.battery.length === 0)
  const minutes = formatFigure(campaign.minutes, 0)
  return (
    <Section
      title={t`Instruments`}
      lead={campaign.battery.length > 0 ? t`About ${minutes} minutes for each person.` : t`What people are asked.`}
      actions={editable && !open && <Button onPress={() => setEditing(true)}>{t`Choose others`}</Button>}
      card
    >
      {open ? (
        <BatteryForm campaign={campaign} instruments={instruments.data ?? []} onDone={() => setEditing(false)} />
      ) : (
        <Table
          caption={t`Instruments`}
          rows={campaign.battery}
          rowKey={(entry) => entry.instrument_version_id}
          columns={[
            {
              id: 'title',
              name: t`Instrument`,
              rowHeader: true,
              cell: (entry) => <span translate="no">{titleOf(entry.instrument_version_id) || entry.code}</span>,
            },
            { id: 'version', name: t`Version`, cell: (entry) => <span translate="no">{entry.version}</span> },
            { id: 'minutes', name: t`Minutes`, figures: true, cell: (entry) => formatFigure(entry.minutes, 0) },
          ]}
        />
      )}
    </Section>
  )
}

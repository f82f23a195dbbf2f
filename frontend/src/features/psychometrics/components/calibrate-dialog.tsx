import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { CalibrationRun } from '@/api/schemas'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { DialogActions } from '@/components/ui/dialog-actions'
import { Form } from '@/components/ui/form'
import { Select } from '@/components/ui/select'
import { formatCount, formatDay } from '@/i18n/formats'
import { useOrganisationId } from '@/lib/session/organisation'
import { samplesQuery } from '../api/queries'
import { useCalibrate, type KeptPart, type Population } from '../api/use-calibration'
import { WhoTheyAre } from './who-they-are'

interface CalibrateDialogProps {
  instrumentId: string
  onAsked: (run: CalibrationRun) => void
  onClose: () => void
}

const NEW = 'new'
const SECOND = 1
const THIRD = 2

/** On everybody who has finished, or on the part that was kept of people who were drawn before. */
export function CalibrateDialog({ instrumentId, onAsked, onClose }: CalibrateDialogProps) {
  const { t } = useLingui()
  const samples = useQuery(samplesQuery(useOrganisationId(), instrumentId)).data?.samples ?? []
  const [population, setPopulation] = useState<Population>('volunteers')
  const [on, setOn] = useState(NEW)
  const calibrate = useCalibrate(instrumentId, (run) => {
    onAsked(run)
    onClose()
  })
  const kept = samples.flatMap((sample) => {
    const of = t`of ${formatCount(sample.n)} people, drawn ${formatDay(sample.created_at)}`
    const parts = [{ id: `${sample.id} ${SECOND}`, name: `${t`the second part`} ${of}` }]
    return sample.parts > THIRD ? [...parts, { id: `${sample.id} ${THIRD}`, name: `${t`the third part`} ${of}` }] : parts
  })
  return (
    <Dialog title={t`Calibrate this version`} isOpen onClose={onClose}>
      <Form
        label={t`Calibrate this version`}
        problem={calibrate.error}
        onSubmit={({ consent = '' }) =>
          calibrate.mutate(on === NEW ? { title: t`Everybody who has finished`, population, consent } : keptPart(on))
        }
      >
        {kept.length > 0 && (
          <Select
            label={t`Confirm on`}
            help={t`Items that were chosen after a look at one part are confirmed on another.`}
            choices={[{ id: NEW, name: t`everybody who has finished this version` }, ...kept]}
            value={on}
            onChange={setOn}
          />
        )}
        {on === NEW && <WhoTheyAre population={population} onChange={setPopulation} consentIsOptional />}
        <DialogActions>
          <Button onPress={onClose}>{t`Cancel`}</Button>
          <Button type="submit" tone="primary" isPending={calibrate.isPending}>{t`Calibrate now`}</Button>
        </DialogActions>
      </Form>
    </Dialog>
  )
}

function keptPart(id: string): KeptPart {
  const [sample_id = '', part = ''] = id.split(' ')
  return { sample_id, confirm_part: Number(part) }
}

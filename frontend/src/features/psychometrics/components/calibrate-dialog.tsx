import { useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import type { CalibrationRun } from '@/api/schemas'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { DialogActions } from '@/components/ui/dialog-actions'
import { Form } from '@/components/ui/form'
import { RadioGroup } from '@/components/ui/radio-group'
import { TextArea } from '@/components/ui/text-area'
import { useCalibrate, type Population } from '../api/use-calibration'

interface CalibrateDialogProps {
  instrumentId: string
  onAsked: (run: CalibrationRun) => void
  onClose: () => void
}

/** Whose answers they are and what they agreed to: only the one who draws the sample knows. */
export function CalibrateDialog({ instrumentId, onAsked, onClose }: CalibrateDialogProps) {
  const { t } = useLingui()
  const [population, setPopulation] = useState<Population>('volunteers')
  const calibrate = useCalibrate(instrumentId, (run) => {
    onAsked(run)
    onClose()
  })
  const populations: { id: Population; name: string }[] = [
    { id: 'volunteers', name: t`Volunteers` },
    { id: 'applicants', name: t`Applicants` },
    { id: 'incumbents', name: t`Incumbents` },
  ]
  return (
    <Dialog title={t`Calibrate this version`} isOpen onClose={onClose}>
      <Form
        label={t`Calibrate this version`}
        problem={calibrate.error}
        onSubmit={(values) => calibrate.mutate({ title: t`Everybody who has finished`, population, consent: values.consent ?? '' })}
      >
        <RadioGroup
          label={t`Who they are`}
          name="population"
          choices={populations}
          value={population}
          onChange={(id) => setPopulation(populations.find((one) => one.id === id)?.id ?? 'volunteers')}
        />
        <TextArea label={t`What they agreed to`} name="consent" rows={2} maxLength={600} optional />
        <DialogActions>
          <Button onPress={onClose}>{t`Cancel`}</Button>
          <Button type="submit" tone="primary" isPending={calibrate.isPending}>{t`Calibrate now`}</Button>
        </DialogActions>
      </Form>
    </Dialog>
  )
}

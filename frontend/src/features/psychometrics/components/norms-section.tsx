import { useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import type { ScaleDetail } from '@/api/schemas'
import { Section } from '@/components/layouts/section'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { DialogActions } from '@/components/ui/dialog-actions'
import { Form } from '@/components/ui/form'
import { Table, type Column } from '@/components/ui/table'
import { useToast } from '@/components/ui/toasts'
import { formatCount, formatDay, formatFigure } from '@/i18n/formats'
import { useMembership } from '@/lib/session/organisation'
import { useMakeNorms, type Population } from '../api/use-calibration'
import { usePopulationWords } from './population-words'
import { WhoTheyAre } from './who-they-are'

type Norms = ScaleDetail['norms'][number]

interface NormsSectionProps {
  scale: ScaleDetail
  instrumentId: string
}

/** How positions are spread in groups of people that are described; applicants and incumbents stand apart. */
export function NormsSection({ scale, instrumentId }: NormsSectionProps) {
  const { t } = useLingui()
  const { capabilities } = useMembership()
  const populations = usePopulationWords()
  const [making, setMaking] = useState(false)
  const mayMake = scale.glance.basis === 'data' && capabilities.includes('calibrate_scales')
  const columns: Column<Norms>[] = [
    { id: 'who', name: t`Who`, rowHeader: true, cell: (row) => populations[row.composition as Population] },
    { id: 'n', name: t`People`, figures: true, cell: (row) => (row.provisional ? t`${formatCount(row.n)} (provisional)` : formatCount(row.n)) },
    { id: 'mean', name: t`Mean`, figures: true, cell: (row) => formatFigure(row.mean, 1) },
    { id: 'sd', name: t`SD`, figures: true, cell: (row) => formatFigure(row.sd, 1) },
    { id: 'days', name: t`Answered`, cell: (row) => <Days norms={row} /> },
    { id: 'consent', name: t`What they agreed to`, cell: (row) => (row.consent ? <span translate="no">{row.consent}</span> : t`not known`) },
    { id: 'date', name: t`Published`, cell: (row) => formatDay(row.created_at) },
  ]
  return (
    <Section title={t`Norms`} actions={mayMake && <Button onPress={() => setMaking(true)}>{t`Make a norm group`}</Button>}>
      {scale.norms.length === 0 ? (
        <p>{t`Not known yet: norms are published with a scale's first model from data.`}</p>
      ) : (
        <Table caption={t`Norms`} columns={columns} rows={scale.norms} rowKey={(row) => row.id} />
      )}
      {making && <NormsDialog unit={scale.glance.unit} instrumentId={instrumentId} onClose={() => setMaking(false)} />}
    </Section>
  )
}

function Days({ norms }: { norms: Norms }) {
  const { t } = useLingui()
  const { collected_from: first, collected_until: last } = norms
  if (!first || !last) return t`not known`
  return first === last ? formatDay(first) : `${formatDay(first)} – ${formatDay(last)}`
}

interface NormsDialogProps {
  unit: string
  instrumentId: string
  onClose: () => void
}

function NormsDialog({ unit, instrumentId, onClose }: NormsDialogProps) {
  const { t } = useLingui()
  const toast = useToast()
  const [population, setPopulation] = useState<Population>('applicants')
  const make = useMakeNorms(instrumentId, unit, () => {
    toast(t`The norm group is published.`)
    onClose()
  })
  return (
    <Dialog title={t`Make a norm group`} isOpen onClose={onClose}>
      <Form
        label={t`Make a norm group`}
        problem={make.error}
        onSubmit={({ consent = '' }) => make.mutate({ title: t`Norm group`, population, consent })}
      >
        <p>{t`Of everybody who has finished this version. Under 200 people it is provisional; applicants and incumbents are never mixed.`}</p>
        <WhoTheyAre population={population} onChange={setPopulation} />
        <DialogActions>
          <Button onPress={onClose}>{t`Cancel`}</Button>
          <Button type="submit" tone="primary" isPending={make.isPending}>{t`Publish it`}</Button>
        </DialogActions>
      </Form>
    </Dialog>
  )
}

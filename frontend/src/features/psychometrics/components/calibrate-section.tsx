import { useLingui } from '@lingui/react/macro'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { CalibrationRun, ScaleDetail } from '@/api/schemas'
import { Section } from '@/components/layouts/section'
import { Row } from '@/components/layouts/stack'
import { Button } from '@/components/ui/button'
import { Callout } from '@/components/ui/callout'
import { useMembership } from '@/lib/session/organisation'
import { ladderKey, runQuery } from '../api/queries'
import { useCancel } from '../api/use-calibration'
import { CalibrateDialog } from './calibrate-dialog'
import { PromoteButton } from './promote-button'
import { ReviewButton } from './review-button'
import { ShortenButton } from './shorten-button'
import { SuspendButton } from './suspend-button'

interface CalibrateSectionProps {
  scale: ScaleDetail
  instrumentId: string
}

/** Calibrating with its progress, and promoting by what it found. */
export function CalibrateSection({ scale, instrumentId }: CalibrateSectionProps) {
  const { t } = useLingui()
  const { organisation } = useMembership()
  const [runId, setRunId] = useState<string | null>(null)
  const queries = useQueryClient()
  const run = useQuery(runQuery(organisation.id, runId))
  const [asking, setAsking] = useState(false)
  const status = run.data?.status
  useEffect(() => {
    if (status === 'succeeded') void queries.invalidateQueries({ queryKey: ladderKey(organisation.id) })
  }, [status, queries, organisation.id])
  return (
    <Section
      title={t`Calibrate`}
      lead={t`One part of everybody who has finished calibrates, another confirms, and a third is kept for items that are chosen later.`}
      actions={<Button onPress={() => setAsking(true)}>{t`Calibrate this version`}</Button>}
    >
      {asking && <CalibrateDialog instrumentId={instrumentId} onAsked={(asked) => setRunId(asked.id)} onClose={() => setAsking(false)} />}
      {run.data && <Progress run={run.data} />}
      <Row>
        <ReviewButton scale={scale} instrumentId={instrumentId} />
        {scale.run && <PromoteButton scale={scale} runId={scale.run.id} />}
        {scale.run && <ShortenButton scale={scale} runId={scale.run.id} />}
        <SuspendButton scale={scale} instrumentId={instrumentId} />
      </Row>
    </Section>
  )
}

function Progress({ run }: { run: CalibrationRun }) {
  const { t } = useLingui()
  const cancel = useCancel(run.id, () => undefined)
  if (run.status === 'failed') {
    return (
      <Callout tone="danger" title={t`The calibration could not be done`}>
        <span translate="no">{[run.problem.place, run.problem.message, run.problem.remedy].join(' ')}</span>
      </Callout>
    )
  }
  if (run.status === 'cancelled') return <p role="status">{t`Cancelled. Nothing of it was kept.`}</p>
  if (run.status === 'succeeded') return <p role="status">{t`Done. The figures below are new.`}</p>
  return (
    <div role="status">
      <progress value={run.done} max={Math.max(run.total ?? 0, 1)} aria-label={t`Progress of the calibration`} /> <span translate="no">{run.stage}</span>{' '}
      <Button tone="quiet" compact onPress={() => cancel.mutate(undefined)}>{t`Cancel`}</Button>
    </div>
  )
}

import { useLingui } from '@lingui/react/macro'
import type { ScaleDetail } from '@/api/schemas'
import { Section } from '@/components/layouts/section'
import { Table } from '@/components/ui/table'
import { useStepWords } from '@/components/ui/ladder-step'
import { formatDay } from '@/i18n/formats'

/** Every decision about the scale, newest first. */
export function HistorySection({ scale }: { scale: ScaleDetail }) {
  const { t } = useLingui()
  const steps = useStepWords()
  return (
    <Section title={t`History`}>
      {scale.steps.length === 0 ? (
        <p>{t`No step of the ladder has been recorded.`}</p>
      ) : (
        <Table
          caption={t`History`}
          columns={[
            { id: 'step', name: t`Step`, rowHeader: true, cell: (row) => steps[row.status] },
            { id: 'day', name: t`Day`, cell: (row) => formatDay(row.created_at) },
            { id: 'who', name: t`Who`, cell: (row) => <span translate="no">{row.decided_by ?? '–'}</span> },
            { id: 'why', name: t`Why`, cell: (row) => <span translate="no">{row.reason}</span> },
          ]}
          rows={scale.steps}
          rowKey={(row) => row.id}
        />
      )}
    </Section>
  )
}

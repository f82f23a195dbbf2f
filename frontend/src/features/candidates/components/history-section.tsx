import { useLingui } from '@lingui/react/macro'
import type { CandidateDetail } from '@/api/schemas'
import { Section } from '@/components/layouts/section'
import { Table } from '@/components/ui/table'
import { formatMoment } from '@/i18n/formats'

type History = CandidateDetail['history']

/** What happened from the invitation on, and which member did it. */
export function HistorySection({ history }: { history: History }) {
  const { t } = useLingui()
  const words = useEventWords()
  return (
    <Section title={t`History`} card>
      <Table
        caption={t`History`}
        rows={history}
        rowKey={({ what, at }) => `${what} ${at}`}
        columns={[
          { id: 'what', name: t`What`, rowHeader: true, cell: ({ what }) => words[what] },
          { id: 'at', name: t`When`, cell: ({ at }) => formatMoment(at) },
          { id: 'who', name: t`By`, cell: ({ who }) => (who ? <span translate="no">{who}</span> : '–') },
        ]}
      />
    </Section>
  )
}

function useEventWords(): Record<History[number]['what'], string> {
  const { t } = useLingui()
  return {
    invited: t`Invited`,
    started: t`Started`,
    submitted: t`Submitted`,
    withdrawn: t`Withdrawn`,
    expired: t`Out of time`,
    assessed: t`Held against the definition`,
    evidence_opened: t`Evidence opened`,
    decided: t`Decided about`,
  }
}

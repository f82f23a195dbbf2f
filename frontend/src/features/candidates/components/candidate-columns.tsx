import { useLingui } from '@lingui/react/macro'
import { createColumnHelper, type ColumnDef } from '@tanstack/react-table'
import { Link } from '@tanstack/react-router'
import type { CandidateInCampaign, DimensionFit } from '@/api/schemas'
import { DensityStrip } from '@/components/charts/density-strip'
import { Checkbox } from '@/components/ui/checkbox'
import { useOrganisationId } from '@/lib/session/organisation'
import styles from './candidates-table.module.css'
import { polesOf, positionOf, targetOf, useCountWords, useOutcomeWords, useShortVerdictWords, useSittingWords } from './fit-words'
import { SimulatedMark } from './simulated-mark'

const column = createColumnHelper<CandidateInCampaign>()

/** Who, what is known on each dimension, what may be counted, what was decided. */
export function useCandidateColumns(campaignId: string, dimensions: readonly DimensionFit[]): ColumnDef<CandidateInCampaign>[] {
  const { t } = useLingui()
  const outcomes = useOutcomeWords()
  return [
    column.display({
      id: 'compare',
      header: t`Compare`,
      cell: ({ row }) => (
        <Checkbox isSelected={row.getIsSelected()} onChange={(chosen) => row.toggleSelected(chosen)} aria-label={t`Compare ${row.original.name}`}>
          {null}
        </Checkbox>
      ),
    }),
    column.display({ id: 'name', header: t`Candidate`, cell: ({ row }) => <CandidateName campaignId={campaignId} row={row.original} /> }),
    ...dimensions.map(({ dimension, name }) =>
      column.display({
        id: `dimension-${dimension}`,
        header: name,
        meta: { isData: true },
        cell: ({ row }) => <DimensionCell fit={row.original.dimensions.find((fit) => fit.dimension === dimension)} />,
      }),
    ),
    column.display({ id: 'count', header: t`On culture`, cell: ({ row }) => <CountCell row={row.original} /> }),
    column.display({
      id: 'decision',
      header: t`Decision`,
      cell: ({ row }) => (row.original.decision ? outcomes[row.original.decision as keyof typeof outcomes] : '–'),
    }),
  ] as ColumnDef<CandidateInCampaign>[]
}

function CandidateName({ campaignId, row }: { campaignId: string; row: CandidateInCampaign }) {
  const organisationId = useOrganisationId()
  return (
    <span className={styles.person}>
      <Link
        to="/o/$organisationId/campaigns/$campaignId/candidates/$candidateId"
        params={{ organisationId, campaignId, candidateId: row.candidate_id }}
        translate="no"
      >
        {row.name}
      </Link>
      <span className={styles.small} translate="no">
        {row.email}
      </span>
      <SimulatedMark origin={row.origin} />
    </span>
  )
}

/** The count with its interval; the long sentence why there is none stands on the person's own page. */
function CountCell({ row }: { row: CandidateInCampaign }) {
  const { t } = useLingui()
  const countWords = useCountWords()
  const sittingWords = useSittingWords()
  if (row.assessed_at === null) return <span className={styles.count}>{t`not assessed: ${sittingWords(row.sitting_status)}`}</span>
  return <span className={styles.count}>{row.expected_count === null ? t`no count: nothing eligible` : countWords(row)}</span>
}

function DimensionCell({ fit }: { fit: DimensionFit | undefined }) {
  const verdictWords = useShortVerdictWords()
  if (!fit) return <>–</>
  return (
    <span className={styles.strip}>
      <DensityStrip title={fit.name} position={positionOf(fit)} target={targetOf(fit)} poles={polesOf(fit)} small />
      <span className={styles.small}>{verdictWords(fit)}</span>
    </span>
  )
}

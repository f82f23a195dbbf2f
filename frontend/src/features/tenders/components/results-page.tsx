import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { AssessedBid, Tender } from '@/api/schemas'
import { Section } from '@/components/layouts/section'
import { Grid, Stack } from '@/components/layouts/stack'
import { Callout } from '@/components/ui/callout'
import { EmptyState } from '@/components/ui/empty-state'
import { Loading } from '@/components/ui/loading'
import { ProblemCallout } from '@/components/ui/problem-callout'
import { Table } from '@/components/ui/table'
import { formatFigure, formatMinute } from '@/i18n/formats'
import { useOrganisationId } from '@/lib/session/organisation'
import { resultsQuery } from '../api/queries'
import { LevelLine } from './level-line'
import { TenderFrame } from './tender-frame'
import { useClosedWords, useGradeWords, useOutcomeWords } from './tender-words'

export function ResultsPage({ tenderId }: { tenderId: string }) {
  return <TenderFrame tenderId={tenderId}>{(tender) => <Results tender={tender} />}</TenderFrame>
}

function Results({ tender }: { tender: Tender }) {
  const { t } = useLingui()
  const closed = useClosedWords()
  if (tender.results_closed)
    return (
      <EmptyState title={t`Not open to you`}>
        <p>{closed[tender.results_closed]}</p>
        {tender.deadline_at && <p>{t`Deadline: ${formatMinute(tender.deadline_at)}`}</p>}
      </EmptyState>
    )
  return <OpenResults tender={tender} />
}

function OpenResults({ tender }: { tender: Tender }) {
  const { t } = useLingui()
  const results = useQuery(resultsQuery(useOrganisationId(), tender.id))
  if (results.isError) return <ProblemCallout problem={results.error} />
  if (!results.data) return <Loading />
  const bids = results.data.bids
  if (bids.every(({ levels }) => levels.length === 0))
    return <EmptyState title={t`Not computed yet`}>{t`Results appear within a minute or two after the deadline.`}</EmptyState>
  return (
    <Stack>
      <Callout title={t`In the order of invitation, not ranked`}>
        <p>{t`Levels are unshrunk means with their 90 % intervals; bidders whose intervals overlap cannot be told apart. All scales are provisional until confirmed with data.`}</p>
      </Callout>
      <SideBySide tender={tender} bids={bids} />
      {tender.criteria.map((criterion) => (
        <Section key={criterion.id} title={criterion.name} titleIsData lead={t`Weight ${criterion.weight} of 5`} card>
          <Grid>
            {bids.map(({ bidder, levels }) => {
              const level = levels.find(({ criterion_id }) => criterion_id === criterion.id)
              return level && <LevelLine key={bidder.id} level={level} label={bidder.supplier} />
            })}
          </Grid>
        </Section>
      ))}
    </Stack>
  )
}

/** Criteria down, bidders across: level with interval, agreement apart, evidence beside. */
function SideBySide({ tender, bids }: { tender: Tender; bids: readonly AssessedBid[] }) {
  const { t } = useLingui()
  const organisationId = useOrganisationId()
  const grades = useGradeWords()
  const outcomes = useOutcomeWords()
  return (
    <Table
      caption={t`Side by side under the frozen criteria`}
      rows={bids}
      rowKey={({ bidder }) => bidder.id}
      columns={[
        {
          id: 'supplier',
          name: t`Bidder`,
          rowHeader: true,
          cell: ({ bidder }) => (
            <Link to="/o/$organisationId/tenders/$tenderId/bids/$bidId" params={{ organisationId, tenderId: tender.id, bidId: bidder.id }} translate="no">
              {bidder.supplier}
            </Link>
          ),
        },
        ...tender.criteria.map((criterion) => ({
          id: criterion.id,
          name: criterion.name,
          nameIsData: true,
          cell: ({ levels }: AssessedBid) => <LevelCell level={levels.find(({ criterion_id }) => criterion_id === criterion.id)} />,
        })),
        {
          id: 'evidence',
          name: t`Evidence`,
          cell: ({ evidence }) => (evidence.length === 0 ? t`none` : [...new Set(evidence.map(({ grade }) => grades[grade]))].join(', ')),
        },
        { id: 'decision', name: t`Decision`, cell: ({ decisions }) => (decisions[0] ? outcomes[decisions[0].outcome] : t`none yet`) },
      ]}
    />
  )
}

function LevelCell({ level }: { level: AssessedBid['levels'][number] | undefined }) {
  const { t } = useLingui()
  if (!level) return null
  if (level.mean === null || level.lower === null || level.upper === null) return <>{t`not assessed: ${level.n} of ${level.needed} respondents`}</>
  const figures = t`${formatFigure(level.mean, 1)} (${formatFigure(level.lower, 1)} to ${formatFigure(level.upper, 1)})`
  return (
    <>
      {figures}
      <br />
      <small>{level.agrees ? t`one voice` : t`split`}</small>
    </>
  )
}

import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { AssessedBid } from '@/api/schemas'
import { Page } from '@/components/layouts/page'
import { Section } from '@/components/layouts/section'
import { Row, Stack } from '@/components/layouts/stack'
import { EmptyState } from '@/components/ui/empty-state'
import { FileLink } from '@/components/ui/file-link'
import { LinkButton } from '@/components/ui/link-button'
import { Loading } from '@/components/ui/loading'
import { ProblemCallout } from '@/components/ui/problem-callout'
import { Table } from '@/components/ui/table'
import { formatFigure } from '@/i18n/formats'
import { useMay, useMembership } from '@/lib/session/organisation'
import { bidQuery } from '../api/queries'
import { BidDecisions } from './bid-decisions'
import { ContestsSection } from './contests-section'
import { EvidenceSection } from './evidence-section'
import { LevelLine } from './level-line'
import { useLevelWords } from './tender-words'

interface BidPageProps {
  tenderId: string
  bidId: string
}

/** One bidder whole, for those to whom results are open. */
export function BidPage({ tenderId, bidId }: BidPageProps) {
  const { t } = useLingui()
  const { organisation } = useMembership()
  const mayDecide = useMay('decide_tenders')
  const bid = useQuery(bidQuery(organisation.id, tenderId, bidId))
  if (bid.isError) return <ProblemCallout problem={bid.error} />
  if (!bid.data) return <Loading />
  const place = { organisationId: organisation.id, tenderId }
  return (
    <Page
      title={bid.data.bidder.supplier}
      place={organisation.name}
      trail={<Link to="/o/$organisationId/tenders/$tenderId/results" params={place}>{t`Side by side`}</Link>}
      titleIsData
      actions={
        <>
          <LinkButton to="/o/$organisationId/tenders/$tenderId/bids/$bidId/summary" params={{ ...place, bidId }}>{t`Assessment summary`}</LinkButton>
          <FileLink href={`/api/v1/organisations/${organisation.id}/tenders/${tenderId}/bids/${bidId}/summary.pdf`}>{t`As PDF`}</FileLink>
        </>
      }
    >
      <Levels bid={bid.data} />
      <EvidenceSection tenderId={tenderId} bid={bid.data} />
      <BidDecisions tenderId={tenderId} bid={bid.data} mayDecide={mayDecide} />
      <ContestsSection tenderId={tenderId} bid={bid.data} mayDecide={mayDecide} />
    </Page>
  )
}

function Levels({ bid }: { bid: AssessedBid }) {
  const { t } = useLingui()
  const words = useLevelWords()
  const figure = (value: number | null) => (value === null ? '–' : formatFigure(value))
  if (bid.levels.length === 0) return <EmptyState title={t`Not computed yet`}>{t`Results appear within a minute or two after the deadline.`}</EmptyState>
  return (
    <Section title={t`Level`} lead={t`What this bidder's own staff say: each dot one of them, without a name.`} card>
      <Stack>
        {bid.levels.map((level) => (
          <LevelLine key={level.criterion_id} level={level} label={level.name} />
        ))}
      </Stack>
      <h3>{t`Strength: whether they say the same`}</h3>
      <Table
        caption={t`Agreement by three rules`}
        rows={bid.levels}
        rowKey={({ criterion_id }) => criterion_id}
        columns={[
          { id: 'name', name: t`Criterion`, rowHeader: true, cell: ({ name }) => <span translate="no">{name}</span> },
          { id: 'n', name: t`Respondents`, cell: ({ n, drawn, population }) => t`${n} of ${drawn}, list of ${population ?? '–'}` },
          { id: 'rwg', name: t`rwg(j), at least 0.70`, figures: true, cell: ({ rwgj }) => figure(rwgj) },
          { id: 'ad', name: t`Mean deviation, at most 1.00`, figures: true, cell: ({ ad_mean }) => figure(ad_mean) },
          { id: 'gap', name: t`Largest gap, below 1.50`, figures: true, cell: ({ largest_gap }) => figure(largest_gap) },
          { id: 'words', name: t`Finding`, cell: (level) => words(level) },
        ]}
      />
      <Row>
        <small>{t`rwg(j) with a uniform null; levels are not adjusted towards other bidders. Scales are provisional until confirmed with data.`}</small>
      </Row>
    </Section>
  )
}

import { useLingui } from '@lingui/react/macro'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { exchangeBidderToken, type BidState } from '@/api/bidder'
import { ProblemError } from '@/api/problem'
import { Facts } from '@/components/layouts/facts'
import { Page } from '@/components/layouts/page'
import { Section } from '@/components/layouts/section'
import { Callout } from '@/components/ui/callout'
import { Loading } from '@/components/ui/loading'
import { ProblemCallout } from '@/components/ui/problem-callout'
import { formatDay, formatMinute } from '@/i18n/formats'
import { BID_KEY, bidStateQuery } from '../api/bid-state'
import { AnswerSection } from './answer-section'
import { CriteriaList } from './criteria-list'
import { EvidenceVault } from './evidence-vault'
import { QuestionsSection } from './questions-section'
import { StaffSection } from './staff-section'

/** The page of a bidding supplier's contact. The link's secret stands in the fragment and is exchanged once. */
export function BidContactPage() {
  const queries = useQueryClient()
  const [entered, setEntered] = useState(() => window.location.hash.length < 2)
  const [problem, setProblem] = useState<ProblemError | null>(null)
  useEffect(() => {
    const secret = window.location.hash.slice(1)
    if (!secret) return
    window.history.replaceState(null, '', window.location.pathname)
    exchangeBidderToken(secret)
      .then(() => queries.invalidateQueries({ queryKey: BID_KEY }))
      .then(() => setEntered(true))
      .catch((error: unknown) => {
        if (error instanceof ProblemError) setProblem(error)
      })
  }, [queries])
  return (
    <main id="main">
      {problem && <ProblemCallout problem={problem} />}
      {!problem && !entered && <Loading />}
      {!problem && entered && <Inside />}
    </main>
  )
}

function Inside() {
  const bid = useQuery(bidStateQuery)
  if (bid.isError) return <ProblemCallout problem={bid.error} />
  if (!bid.data) return <Loading />
  return <Contents bid={bid.data} />
}

function Contents({ bid }: { bid: BidState }) {
  const { t } = useLingui()
  return (
    <Page title={bid.title} place={bid.organisation_name} lead={<Lead bid={bid} />} titleIsData>
      {bid.simulated && <Callout tone="caution" title={t`SIMULATED: this organisation is fictitious`} />}
      {bid.decision && <AnswerSection bid={bid} decision={bid.decision} />}
      <Section title={t`The tender`} card>
        <Facts
          facts={[
            { name: t`What it is for`, value: <span translate="no">{bid.purpose}</span> },
            { name: t`Deadline`, value: formatMinute(bid.deadline_at) },
            { name: t`You have an answer by`, value: formatDay(bid.answer_by) },
            { name: t`Whom to ask`, value: <span translate="no">{bid.contact}</span> },
            { name: t`Sealed`, value: bid.sealed ? t`yes: nobody sees your answers or files before the deadline` : t`opened after the deadline` },
          ]}
        />
      </Section>
      <CriteriaList bid={bid} />
      <StaffSection bid={bid} />
      <EvidenceVault bid={bid} />
      <QuestionsSection bid={bid} />
    </Page>
  )
}

function Lead({ bid }: { bid: BidState }) {
  const { t } = useLingui()
  return <>{t`${bid.organisation_name} asks ${bid.supplier} to bid. You are its contact, ${bid.contact_name}.`}</>
}

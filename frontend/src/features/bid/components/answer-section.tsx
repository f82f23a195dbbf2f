import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { contestAssessment, OWN_SUMMARY_PDF, type BidState } from '@/api/bidder'
import { Facts } from '@/components/layouts/facts'
import { ReportBlockView } from '@/components/layouts/report-block'
import { Section } from '@/components/layouts/section'
import { Row, Stack } from '@/components/layouts/stack'
import { Button } from '@/components/ui/button'
import { Details } from '@/components/ui/details'
import { FileLink } from '@/components/ui/file-link'
import { Form } from '@/components/ui/form'
import { TextArea } from '@/components/ui/text-area'
import { useToast } from '@/components/ui/toasts'
import { formatDay } from '@/i18n/formats'
import { ownSummaryQuery, useBidAct } from '../api/bid-state'

interface AnswerSectionProps {
  bid: BidState
  decision: NonNullable<BidState['decision']>
}

/** The answer to the bid, with strengths and reasons, the whole summary, and the way to contest it. */
export function AnswerSection({ bid, decision }: AnswerSectionProps) {
  const { t } = useLingui()
  const outcomes = { award: t`Award`, invite_on: t`Invited to the next step`, not_awarded: t`Not awarded` }
  const summary = useQuery(ownSummaryQuery)
  return (
    <Section title={t`Our answer`} actions={<FileLink href={OWN_SUMMARY_PDF}>{t`Summary as PDF`}</FileLink>} card>
      <Facts
        facts={[
          { name: t`Decision`, value: outcomes[decision.outcome] },
          { name: t`Strengths`, value: <span translate="no">{decision.strengths}</span> },
          { name: t`Reasons`, value: <span translate="no">{decision.reason}</span> },
          { name: t`Decided by`, value: <span translate="no">{`${decision.decided_by}, ${formatDay(decision.created_at)}`}</span> },
        ]}
      />
      {summary.data && (
        <Details summary={t`The whole assessment summary`}>
          <Stack>
            {summary.data.blocks.map((block, place) => (
              // Blocks have no name of their own and never change their place.
              <div key={place} lang={summary.data.language} translate="no">
                <ReportBlockView block={block} />
              </div>
            ))}
          </Stack>
        </Details>
      )}
      <Contests bid={bid} />
    </Section>
  )
}

function Contests({ bid }: { bid: BidState }) {
  const { t } = useLingui()
  const toast = useToast()
  const [round, setRound] = useState(0)
  const send = useBidAct(contestAssessment, () => {
    toast(t`What you contest has arrived. A named person answers it.`)
    setRound(round + 1)
  })
  return (
    <Stack>
      {bid.contests.map((contest) => (
        <Facts
          key={contest.id}
          facts={[
            { name: t`You contest`, value: <span translate="no">{contest.words}</span> },
            { name: t`Answer`, value: contest.answered_at ? <span translate="no">{`${contest.answer} – ${contest.answered_by}`}</span> : t`not yet` },
          ]}
        />
      ))}
      <Form key={round} label={t`Contest the assessment`} problem={send.error} onSubmit={({ words = '' }) => send.mutate(words)}>
        <TextArea label={t`What is wrong with it, and why`} name="words" rows={3} />
        <Row>
          <Button type="submit" isPending={send.isPending}>{t`Contest the assessment`}</Button>
        </Row>
      </Form>
    </Stack>
  )
}

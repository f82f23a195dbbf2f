import { useLingui } from '@lingui/react/macro'
import type { AssessedBid, Contest } from '@/api/schemas'
import { Section } from '@/components/layouts/section'
import { Stack } from '@/components/layouts/stack'
import { Button } from '@/components/ui/button'
import { Form } from '@/components/ui/form'
import { TextArea } from '@/components/ui/text-area'
import { useToast } from '@/components/ui/toasts'
import { formatDay } from '@/i18n/formats'
import { useAnswerContest } from '../api/use-tender-intents'

interface ContestsSectionProps {
  tenderId: string
  bid: AssessedBid
  mayDecide: boolean
}

/** What the bidder says against its assessment, and what it is answered. */
export function ContestsSection({ tenderId, bid, mayDecide }: ContestsSectionProps) {
  const { t } = useLingui()
  if (bid.contests.length === 0) return null
  return (
    <Section title={t`Contested`} card>
      <Stack>
        {bid.contests.map((contest) => (
          <ContestRow key={contest.id} tenderId={tenderId} bidId={bid.bidder.id} contest={contest} mayDecide={mayDecide} />
        ))}
      </Stack>
    </Section>
  )
}

interface ContestRowProps {
  tenderId: string
  bidId: string
  contest: Contest
  mayDecide: boolean
}

function ContestRow({ tenderId, bidId, contest, mayDecide }: ContestRowProps) {
  const { t } = useLingui()
  const toast = useToast()
  const answer = useAnswerContest(tenderId, bidId, () => toast(t`The answer is recorded.`))
  return (
    <Stack tight>
      <p>
        <strong translate="no">{contest.words}</strong> <small>{formatDay(contest.created_at)}</small>
      </p>
      {contest.answered_at ? (
        <p translate="no">{`${contest.answer} – ${contest.answered_by}`}</p>
      ) : (
        mayDecide && (
          <Form label={t`Answer the bidder`} problem={answer.error} onSubmit={({ answer: words = '' }) => answer.mutate({ id: contest.id, answer: words })}>
            <TextArea label={t`Your answer`} name="answer" rows={2} />
            <Button type="submit" isPending={answer.isPending}>{t`Answer`}</Button>
          </Form>
        )
      )}
    </Stack>
  )
}

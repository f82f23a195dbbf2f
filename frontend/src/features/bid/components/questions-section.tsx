import { useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { askQuestion, type BidState } from '@/api/bidder'
import { Section } from '@/components/layouts/section'
import { Row, Stack } from '@/components/layouts/stack'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Form } from '@/components/ui/form'
import { TextArea } from '@/components/ui/text-area'
import { useToast } from '@/components/ui/toasts'
import { useBidAct } from '../api/bid-state'

/** Everybody's questions with the answers to all; one's own are marked for oneself alone. */
export function QuestionsSection({ bid }: { bid: BidState }) {
  const { t } = useLingui()
  const toast = useToast()
  const [round, setRound] = useState(0)
  const ask = useBidAct(askQuestion, () => {
    toast(t`Your question is asked.`)
    setRound(round + 1)
  })
  return (
    <Section title={t`Questions and answers`} lead={t`Every bidder reads the same. Nobody is told who asked.`} card>
      <Stack>
        {bid.clarifications.map((row) => (
          <Stack key={row.id} tight>
            <p>
              <strong translate="no">{row.question}</strong> {row.own && <Badge>{t`yours`}</Badge>}
            </p>
            {row.answered_at ? <p translate="no">{row.answer}</p> : <p>{t`Not answered yet.`}</p>}
          </Stack>
        ))}
      </Stack>
      {bid.open && (
        <Form key={round} label={t`Ask a question`} problem={ask.error} onSubmit={({ question = '' }) => ask.mutate(question)}>
          <TextArea label={t`Your question`} help={t`Do not write who you are; every bidder reads it.`} name="question" rows={2} />
          <Row>
            <Button type="submit" isPending={ask.isPending}>{t`Ask`}</Button>
          </Row>
        </Form>
      )}
    </Section>
  )
}

import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import type { Clarification, Tender } from '@/api/schemas'
import { Section } from '@/components/layouts/section'
import { Stack } from '@/components/layouts/stack'
import { Button } from '@/components/ui/button'
import { Form } from '@/components/ui/form'
import { TextArea } from '@/components/ui/text-area'
import { useToast } from '@/components/ui/toasts'
import { formatMinute } from '@/i18n/formats'
import { useMay, useOrganisationId } from '@/lib/session/organisation'
import { clarificationsQuery } from '../api/queries'
import { useAnswerClarification } from '../api/use-tender-intents'

/** Questions of bidders. Question and answer go to every bidder; who asked goes to nobody. */
export function ClarificationsSection({ tender }: { tender: Tender }) {
  const { t } = useLingui()
  const rows = useQuery(clarificationsQuery(useOrganisationId(), tender.id)).data?.clarifications
  return (
    <Section title={t`Questions and answers`} lead={t`Every bidder reads the same questions and the same answers.`} card>
      {rows?.length === 0 && <p>{t`Nobody has asked anything yet.`}</p>}
      <Stack>{rows?.map((row) => <Question key={row.id} tenderId={tender.id} row={row} />)}</Stack>
    </Section>
  )
}

function Question({ tenderId, row }: { tenderId: string; row: Clarification }) {
  const { t } = useLingui()
  const toast = useToast()
  const mayManage = useMay('manage_tenders')
  const answer = useAnswerClarification(tenderId, () => toast(t`The answer is on its way to every bidder.`))
  return (
    <Stack tight>
      <p>
        <strong translate="no">{row.question}</strong>
      </p>
      {row.answered_at ? (
        <p>
          <span translate="no">{row.answer}</span> <small>{formatMinute(row.answered_at)}</small>
        </p>
      ) : (
        mayManage && (
          <Form label={t`Answer a question`} problem={answer.error} onSubmit={({ answer: words = '' }) => answer.mutate({ id: row.id, answer: words })}>
            <TextArea label={t`Answer to all bidders`} name="answer" rows={2} />
            <Button type="submit" isPending={answer.isPending}>{t`Answer all bidders`}</Button>
          </Form>
        )
      )}
    </Stack>
  )
}

import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { membersWithQuery } from '@/api/choices'
import type { Evaluator, Tender } from '@/api/schemas'
import { Section } from '@/components/layouts/section'
import { Row } from '@/components/layouts/stack'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Callout } from '@/components/ui/callout'
import { DialogActions } from '@/components/ui/dialog-actions'
import { EmptyState } from '@/components/ui/empty-state'
import { Form } from '@/components/ui/form'
import { ProblemCallout } from '@/components/ui/problem-callout'
import { RadioGroup } from '@/components/ui/radio-group'
import { Select } from '@/components/ui/select'
import { Table } from '@/components/ui/table'
import { TextArea } from '@/components/ui/text-area'
import { useToast } from '@/components/ui/toasts'
import { useMay, useMembership } from '@/lib/session/organisation'
import { evaluatorsQuery } from '../api/queries'
import { useAppoint, useDeclare } from '../api/use-tender-intents'

/** Who evaluates. Nobody sees an answer before they have declared what binds them. */
export function EvaluatorsSection({ tender }: { tender: Tender }) {
  const { t } = useLingui()
  const { organisation } = useMembership()
  const mayManage = useMay('manage_tenders')
  const evaluators = useQuery(evaluatorsQuery(organisation.id, tender.id))
  const rows = evaluators.data?.evaluators ?? []
  const own = rows.find(({ is_me }) => is_me)
  return (
    <Section title={t`Evaluators`} lead={t`Each declares whether anything binds them to a bidder, before they see anything.`} card>
      {own && !own.declared_at && <Declare tenderId={tender.id} />}
      {evaluators.data && rows.length === 0 && <EmptyState title={t`Nobody evaluates yet`}>{t`Appoint at least one member.`}</EmptyState>}
      {rows.length > 0 && <EvaluatorsTable rows={rows} />}
      {mayManage && <Appoint tenderId={tender.id} taken={rows.map(({ membership_id }) => membership_id)} />}
    </Section>
  )
}

function EvaluatorsTable({ rows }: { rows: readonly Evaluator[] }) {
  const { t } = useLingui()
  return (
    <Table
      caption={t`Evaluators`}
      rows={rows}
      rowKey={({ id }) => id}
      columns={[
        { id: 'name', name: t`Evaluator`, rowHeader: true, cell: ({ name }) => <span translate="no">{name}</span> },
        {
          id: 'declared',
          name: t`Declaration`,
          cell: ({ has_conflict }) =>
            has_conflict === null ? (
              <Badge tone="caution">{t`not yet declared`}</Badge>
            ) : has_conflict ? (
              <Badge tone="danger">{t`conflict: sees nothing`}</Badge>
            ) : (
              <Badge tone="good">{t`no conflict`}</Badge>
            ),
        },
      ]}
    />
  )
}

function Appoint({ tenderId, taken }: { tenderId: string; taken: readonly string[] }) {
  const { t } = useLingui()
  const toast = useToast()
  const { organisation } = useMembership()
  const [chosen, setChosen] = useState<string | null>(null)
  const members = useQuery(membersWithQuery(organisation.id, ['owner', 'buyer', 'customer_advocate']))
  const appoint = useAppoint(tenderId, () => {
    toast(t`The evaluator is appointed.`)
    setChosen(null)
  })
  const choices = members.data?.filter(({ id }) => !taken.includes(id)).map(({ id, name }) => ({ id, name })) ?? []
  if (choices.length === 0) return null
  return (
    <>
      {appoint.error && <ProblemCallout problem={appoint.error} />}
      <Row>
        <Select label={t`Appoint a member`} choices={choices} value={chosen} onChange={setChosen} />
        <Button isDisabled={chosen === null} isPending={appoint.isPending} onPress={() => chosen && appoint.mutate(chosen)}>{t`Appoint`}</Button>
      </Row>
    </>
  )
}

function Declare({ tenderId }: { tenderId: string }) {
  const { t } = useLingui()
  const toast = useToast()
  const [answer, setAnswer] = useState('')
  const declare = useDeclare(tenderId, () => toast(t`Your declaration is recorded.`))
  return (
    <Callout tone="caution" title={t`Does anything bind you to a bidder?`}>
      <Form label={t`Declaration of interests`} problem={declare.error} onSubmit={({ words = '' }) => answer && declare.mutate({ has_conflict: answer === 'yes', words })}>
        <RadioGroup
          label={t`Family, money, former work, friendship`}
          value={answer}
          onChange={setAnswer}
          choices={[
            { id: 'no', name: t`Nothing binds me to any bidder` },
            { id: 'yes', name: t`Something does`, note: t`Then you see nothing of the bids.` },
          ]}
        />
        <TextArea label={t`In your words`} name="words" rows={2} optional />
        <DialogActions>
          <Button type="submit" tone="primary" isPending={declare.isPending}>{t`Declare`}</Button>
        </DialogActions>
      </Form>
    </Callout>
  )
}

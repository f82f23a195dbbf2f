import { Plural, useLingui } from '@lingui/react/macro'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { FileTrigger } from 'react-aria-components'
import { handInStaffList, previewStaffList, type BidState, type ReadStaffList } from '@/api/bidder'
import type { ProblemError } from '@/api/problem'
import { BadRows } from '@/components/layouts/bad-rows'
import { Facts } from '@/components/layouts/facts'
import { Section } from '@/components/layouts/section'
import { Row, Stack } from '@/components/layouts/stack'
import { Button } from '@/components/ui/button'
import { Callout } from '@/components/ui/callout'
import { Checkbox } from '@/components/ui/checkbox'
import { DialogActions } from '@/components/ui/dialog-actions'
import { ProblemCallout } from '@/components/ui/problem-callout'
import { Table } from '@/components/ui/table'
import { TextArea } from '@/components/ui/text-area'
import { useToast } from '@/components/ui/toasts'
import { formatCount, formatMinute } from '@/i18n/formats'
import { useBidAct } from '../api/bid-state'

/** The staff list, and after it the draw: who, by which seed, and how many have answered. */
export function StaffSection({ bid }: { bid: BidState }) {
  const { t } = useLingui()
  return (
    <Section title={t`Your staff answer for your firm`} card>
      {bid.draw ? <Drawn bid={bid} draw={bid.draw} /> : bid.open ? <StaffForm bid={bid} /> : <p>{t`No list was handed in before the deadline.`}</p>}
    </Section>
  )
}

function StaffNotice({ bid }: { bid: BidState }) {
  const { t } = useLingui()
  return (
    <Callout title={t`Notice for your staff: give it to everybody on the list`}>
      <p>{t`${bid.supplier} names you to ${bid.organisation_name} with name, work address, level and whether you meet customers.`}</p>
      <p>{t`${bid.respondents} of you are drawn at random and asked for about ${Math.ceil(bid.minutes)} minutes how the firm works, not about yourselves. Taking part is voluntary.`}</p>
      <p>{t`${bid.organisation_name} sees only answers of at least five of you together. ${bid.supplier} sees no answers. Names of those not drawn are deleted at once; all of you may ask to have your data deleted: ${bid.contact}.`}</p>
    </Callout>
  )
}

function StaffForm({ bid }: { bid: BidState }) {
  const { t } = useLingui()
  const toast = useToast()
  const [text, setText] = useState('')
  const [informed, setInformed] = useState(false)
  const [list, setList] = useState<ReadStaffList | null>(null)
  const preview = useMutation<ReadStaffList, ProblemError, string>({ mutationFn: previewStaffList, onSuccess: setList })
  const handIn = useBidAct(handInStaffList, () => toast(t`The list is handed in, and the draw is made.`))
  const change = (value: string) => {
    setText(value)
    setList(null)
  }
  const usable = list !== null && list.bad.length === 0 && list.good.length > 0
  return (
    <Stack>
      <p>{t`List everybody who works with customers or for them. ${bid.respondents} are drawn at random, over at least ${bid.fewest_levels} levels, at least ${bid.fewest_customer_facing} of them meeting customers.`}</p>
      <StaffNotice bid={bid} />
      <TextArea label={t`Staff list`} help={t`First line: name,mail,level,customer-facing. Then one person a line; yes or no under customer-facing.`} value={text} onChange={change} rows={6} />
      <Row>
        <FileTrigger acceptedFileTypes={['.csv', 'text/csv', '.txt']} onSelect={(files) => void files?.[0]?.text().then(change)}>
          <Button>{t`Choose a CSV file`}</Button>
        </FileTrigger>
      </Row>
      {preview.error && <ProblemCallout problem={preview.error} />}
      {handIn.error && <ProblemCallout problem={handIn.error} />}
      {list && <Understood list={list} />}
      {usable && <Checkbox isSelected={informed} onChange={setInformed}>{t`Everybody on the list has been given the notice above`}</Checkbox>}
      <DialogActions>
        {!usable && <Button tone="primary" isDisabled={!text.trim()} isPending={preview.isPending} onPress={() => preview.mutate(text)}>{t`Check the list`}</Button>}
        {usable && (
          <Button tone="primary" isDisabled={!informed} isPending={handIn.isPending} onPress={() => handIn.mutate({ text, staff_informed: informed })}>
            {t`Hand in the list and draw`}
          </Button>
        )}
      </DialogActions>
    </Stack>
  )
}

function Understood({ list }: { list: ReadStaffList }) {
  return (
    <Stack tight>
      <p role="status">
        <Plural value={list.good.length} one="# person can be drawn." other="# people can be drawn." />{' '}
        {list.bad.length > 0 && <Plural value={list.bad.length} one="# line cannot be used; correct it first." other="# lines cannot be used; correct them first." />}
      </p>
      {list.bad.length > 0 && <BadRows rows={list.bad} />}
    </Stack>
  )
}

function Drawn({ bid, draw }: { bid: BidState; draw: NonNullable<BidState['draw']> }) {
  const { t } = useLingui()
  return (
    <Stack>
      <p role="status">
        {t`${bid.answered} of ${bid.drawn} have answered.`}{' '}
        {t`They were invited by mail. You see no answers, and not who has answered.`}
      </p>
      <Table
        caption={t`Who was drawn`}
        rows={draw.lines}
        rowKey={({ number }) => String(number)}
        columns={[
          { id: 'line', name: t`Line`, figures: true, cell: ({ number }) => formatCount(number) },
          { id: 'name', name: t`Name`, rowHeader: true, cell: ({ name }) => <span translate="no">{name || '–'}</span> },
          { id: 'level', name: t`Level`, cell: ({ level }) => <span translate="no">{level}</span> },
          { id: 'facing', name: t`Meets customers`, cell: ({ customer_facing }) => (customer_facing ? t`yes` : t`no`) },
        ]}
      />
      <Facts
        facts={[
          { name: t`Drawn on`, value: formatMinute(draw.drawn_at) },
          { name: t`From`, value: t`${draw.staff_count} people` },
          { name: t`Seed`, value: <code translate="no">{`${draw.seed}:${draw.attempt}`}</code> },
        ]}
      />
      <p>{t`To draw again: put the lines in the order of sha256("seed:attempt:line") and take the first ${bid.drawn}.`}</p>
    </Stack>
  )
}

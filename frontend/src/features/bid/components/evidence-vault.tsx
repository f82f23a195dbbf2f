import { useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { FileTrigger } from 'react-aria-components'
import { handInEvidence, ownEvidenceHref, takeBackEvidence, type BidState } from '@/api/bidder'
import { Section } from '@/components/layouts/section'
import { Row, Stack } from '@/components/layouts/stack'
import { Button } from '@/components/ui/button'
import { FileLink } from '@/components/ui/file-link'
import { Form } from '@/components/ui/form'
import { ProblemCallout } from '@/components/ui/problem-callout'
import { Select } from '@/components/ui/select'
import { Table } from '@/components/ui/table'
import { TextField } from '@/components/ui/text-field'
import { useToast } from '@/components/ui/toasts'
import { formatCount } from '@/i18n/formats'
import { useBidAct } from '../api/bid-state'

/** Files that prove what the staff say. Sealed like the answers. */
export function EvidenceVault({ bid }: { bid: BidState }) {
  const { t } = useLingui()
  const back = useBidAct(takeBackEvidence)
  return (
    <Section title={t`Evidence`} lead={t`For instance a record of promises made and kept, a tone guide, a map of hand-overs. PDF, PNG, JPEG or plain text, up to 5 MB each.`} card>
      {back.error && <ProblemCallout problem={back.error} />}
      {bid.evidence.length > 0 && (
        <Table
          caption={t`Evidence`}
          rows={bid.evidence}
          rowKey={({ id }) => id}
          columns={[
            { id: 'title', name: t`Evidence`, rowHeader: true, cell: ({ title }) => <span translate="no">{title}</span> },
            { id: 'criterion', name: t`Criterion`, cell: ({ criterion }) => <span translate="no">{criterion || '–'}</span> },
            { id: 'size', name: t`Size`, figures: true, cell: ({ size }) => t`${formatCount(Math.ceil(size / 1024))} kB` },
            {
              id: 'acts',
              name: t`What to do`,
              quiet: true,
              cell: ({ id, title }) => (
                <Row>
                  <FileLink href={ownEvidenceHref(id)}>{t`Download`}</FileLink>
                  {bid.open && <Button aria-label={t`Take back ${title}`} isPending={back.isPending} onPress={() => back.mutate(id)}>{t`Take back`}</Button>}
                </Row>
              ),
            },
          ]}
        />
      )}
      {bid.open ? <Upload bid={bid} /> : bid.evidence.length === 0 && <p>{t`Nothing was handed in.`}</p>}
    </Section>
  )
}

function Upload({ bid }: { bid: BidState }) {
  const { t } = useLingui()
  const toast = useToast()
  const [file, setFile] = useState<File | null>(null)
  const [criterion, setCriterion] = useState('')
  const [round, setRound] = useState(0)
  const send = useBidAct(handInEvidence, () => {
    toast(t`The file is handed in.`)
    setFile(null)
    setRound(round + 1)
  })
  return (
    <Form
      key={round}
      label={t`Hand in evidence`}
      problem={send.error}
      onSubmit={({ title = '' }) => {
        if (!file) return
        const form = new FormData()
        form.set('title', title)
        form.set('content', file)
        if (criterion) form.set('criterion_id', criterion)
        send.mutate(form)
      }}
    >
      <Stack>
        <TextField label={t`What it is`} name="title" />
        <Select
          label={t`Which criterion it is about`}
          optional
          choices={bid.criteria.map(({ id, name }) => ({ id, name }))}
          value={criterion || null}
          onChange={setCriterion}
        />
        <Row>
          <FileTrigger acceptedFileTypes={['application/pdf', 'image/png', 'image/jpeg', 'text/plain', '.csv']} onSelect={(files) => setFile(files?.[0] ?? null)}>
            <Button>{t`Choose a file`}</Button>
          </FileTrigger>
          <span translate="no">{file?.name ?? ''}</span>
        </Row>
        <Row>
          <Button type="submit" tone="primary" isDisabled={!file} isPending={send.isPending}>{t`Hand it in`}</Button>
        </Row>
      </Stack>
    </Form>
  )
}

import { useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import type { AssessedBid, EvidenceFile } from '@/api/schemas'
import { Section } from '@/components/layouts/section'
import { Row } from '@/components/layouts/stack'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { DialogActions } from '@/components/ui/dialog-actions'
import { FileLink } from '@/components/ui/file-link'
import { Form } from '@/components/ui/form'
import { RadioGroup } from '@/components/ui/radio-group'
import { Table } from '@/components/ui/table'
import { TextArea } from '@/components/ui/text-area'
import { TextField } from '@/components/ui/text-field'
import { useToast } from '@/components/ui/toasts'
import { formatDay } from '@/i18n/formats'
import { useMay, useOrganisationId } from '@/lib/session/organisation'
import { useGradeEvidence, type GradeInput } from '../api/use-tender-intents'
import { useGradeWords } from './tender-words'

/** What the bidder handed in, and how far it has been proved. */
export function EvidenceSection({ tenderId, bid }: { tenderId: string; bid: AssessedBid }) {
  const { t } = useLingui()
  const grades = useGradeWords()
  const organisationId = useOrganisationId()
  const mayGrade = useMay('manage_tenders')
  const href = (file: EvidenceFile) => `/api/v1/organisations/${organisationId}/tenders/${tenderId}/bids/${bid.bidder.id}/evidence/${file.id}/file`
  return (
    <Section title={t`Evidence`} lead={t`Claimed until somebody has looked: documented, verified with a third party, or observed on site.`} card>
      {bid.evidence.length === 0 && <p>{t`This bidder handed nothing in.`}</p>}
      {bid.evidence.length > 0 && (
        <Table
          caption={t`Evidence`}
          rows={bid.evidence}
          rowKey={({ id }) => id}
          columns={[
            { id: 'title', name: t`Evidence`, rowHeader: true, cell: ({ title }) => <span translate="no">{title}</span> },
            { id: 'criterion', name: t`Criterion`, cell: ({ criterion }) => <span translate="no">{criterion || '–'}</span> },
            {
              id: 'grade',
              name: t`Grade`,
              cell: ({ grade, expired }) => (
                <>
                  <Badge tone={grade === 'claimed' ? 'neutral' : 'good'}>{grades[grade]}</Badge> {expired && <Badge tone="danger">{t`no longer valid`}</Badge>}
                </>
              ),
            },
            { id: 'valid', name: t`Valid until`, cell: ({ valid_until }) => (valid_until ? formatDay(valid_until) : '–') },
            { id: 'by', name: t`Graded by`, cell: ({ graded_by }) => <span translate="no">{graded_by || '–'}</span> },
            {
              id: 'acts',
              name: t`What to do`,
              quiet: true,
              cell: (file) => (
                <Row>
                  <FileLink href={href(file)}>{t`Download`}</FileLink>
                  {mayGrade && <Grade tenderId={tenderId} bidId={bid.bidder.id} file={file} />}
                </Row>
              ),
            },
          ]}
        />
      )}
    </Section>
  )
}

function Grade({ tenderId, bidId, file }: { tenderId: string; bidId: string; file: EvidenceFile }) {
  const { t } = useLingui()
  const toast = useToast()
  const grades = useGradeWords()
  const [open, setOpen] = useState(false)
  const [grade, setGrade] = useState<GradeInput['grade']>(file.grade)
  const send = useGradeEvidence(tenderId, bidId, file.id, () => {
    toast(t`The grade is recorded.`)
    setOpen(false)
  })
  return (
    <>
      <Button onPress={() => setOpen(true)} aria-label={t`Grade ${file.title}`}>{t`Grade`}</Button>
      <Dialog title={t`Grade ${file.title}`} isOpen={open} onClose={() => setOpen(false)}>
        <Form
          label={t`Grade evidence`}
          problem={send.error}
          onSubmit={({ reason = '', valid_until = '' }) => send.mutate({ grade, reason, valid_until: valid_until || null })}
        >
          <RadioGroup
            label={t`How far is it proved?`}
            value={grade}
            onChange={(id) => setGrade(id as GradeInput['grade'])}
            choices={(['claimed', 'documented', 'verified', 'observed'] as const).map((id) => ({ id, name: grades[id] ?? id }))}
          />
          <TextArea label={t`Why`} name="reason" rows={3} />
          <TextField label={t`Valid until`} name="valid_until" type="date" optional />
          <DialogActions>
            <Button onPress={() => setOpen(false)}>{t`Cancel`}</Button>
            <Button type="submit" tone="primary" isPending={send.isPending}>{t`Record the grade`}</Button>
          </DialogActions>
        </Form>
      </Dialog>
    </>
  )
}

import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Bidder, Tender } from '@/api/schemas'
import { PersonName } from '@/components/layouts/person-name'
import { Section } from '@/components/layouts/section'
import { Row } from '@/components/layouts/stack'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { DialogActions } from '@/components/ui/dialog-actions'
import { EmptyState } from '@/components/ui/empty-state'
import { Form } from '@/components/ui/form'
import { ProblemCallout } from '@/components/ui/problem-callout'
import { Table } from '@/components/ui/table'
import { TextField } from '@/components/ui/text-field'
import { useToast } from '@/components/ui/toasts'
import { useMay, useOrganisationId } from '@/lib/session/organisation'
import { biddersQuery } from '../api/queries'
import { useBidderLink, useInviteSupplier, useResendBidderLink } from '../api/use-tender-intents'
import { DrawDialog } from './draw-dialog'
import { useStageWords } from './tender-words'

/** Who bids, and how far they are. What they say is not here. */
export function BiddersSection({ tender }: { tender: Tender }) {
  const { t } = useLingui()
  const mayManage = useMay('manage_tenders')
  const [inviting, setInviting] = useState(false)
  const bidders = useQuery(biddersQuery(useOrganisationId(), tender.id))
  const isOpen = tender.deadline_at !== null && new Date(tender.deadline_at) > new Date()
  const rows = bidders.data?.results ?? []
  return (
    <Section
      title={t`Bidders`}
      lead={t`How far each is. What they answer and hand in is sealed until the deadline.`}
      actions={mayManage && isOpen && <Button tone="primary" onPress={() => setInviting(true)}>{t`Invite a supplier`}</Button>}
      card
    >
      {bidders.isError && <ProblemCallout problem={bidders.error} />}
      {bidders.data && rows.length === 0 && <EmptyState title={t`Nobody is invited yet`}>{t`Invite the suppliers that shall bid.`}</EmptyState>}
      {rows.length > 0 && <BiddersTable tender={tender} rows={rows} />}
      {inviting && <InviteSupplierDialog tenderId={tender.id} onClose={() => setInviting(false)} />}
    </Section>
  )
}

function BiddersTable({ tender, rows }: { tender: Tender; rows: readonly Bidder[] }) {
  const { t } = useLingui()
  const stages = useStageWords()
  return (
    <Table
      caption={t`Bidders`}
      rows={rows}
      rowKey={({ id }) => id}
      columns={[
        {
          id: 'supplier',
          name: t`Supplier`,
          rowHeader: true,
          cell: ({ supplier, contact_name, contact_email }) => (
            <PersonName name={supplier} detail={[contact_name, contact_email].filter(Boolean).join(', ')} />
          ),
        },
        { id: 'stage', name: t`Stage`, cell: ({ stage }) => stages[stage] },
        { id: 'drawn', name: t`Drawn`, cell: ({ drawn, staff_count }) => (staff_count === null ? '–' : t`${drawn} of ${staff_count}`) },
        { id: 'answered', name: t`Answered`, cell: ({ answered, drawn }) => (drawn === 0 ? '–' : t`${answered} of ${drawn}`) },
        { id: 'acts', name: t`What to do`, quiet: true, cell: (bidder) => <BidderActs tender={tender} bidder={bidder} /> },
      ]}
    />
  )
}

function BidderActs({ tender, bidder }: { tender: Tender; bidder: Bidder }) {
  const { t } = useLingui()
  const toast = useToast()
  const mayManage = useMay('manage_tenders')
  const [link, setLink] = useState<string | null>(null)
  const [looking, setLooking] = useState(false)
  const fresh = useBidderLink(tender.id, bidder.id)
  const resend = useResendBidderLink(tender.id, () => toast(t`A new link is on its way.`))
  const show = () => fresh.mutate('link', { onSuccess: (answer) => setLink(answer.link) })
  return (
    <Row>
      {bidder.drawn_at && <Button compact onPress={() => setLooking(true)} aria-label={t`The draw of ${bidder.supplier}`}>{t`Draw`}</Button>}
      {mayManage && (
        <>
          <Button compact isPending={fresh.isPending} onPress={show} aria-label={t`A link for ${bidder.supplier}`}>{t`Link`}</Button>
          <Button compact isPending={resend.isPending} onPress={() => resend.mutate(bidder.id)} aria-label={t`Send again to ${bidder.supplier}`}>{t`Send again`}</Button>
        </>
      )}
      {looking && <DrawDialog tenderId={tender.id} bidder={bidder} onClose={() => setLooking(false)} />}
      {link && (
        <Dialog title={t`A link for ${bidder.supplier}`} isOpen onClose={() => setLink(null)}>
          <TextField label={t`Shown once; hand it to the contact alone`} value={link} isReadOnly />
        </Dialog>
      )}
    </Row>
  )
}

function InviteSupplierDialog({ tenderId, onClose }: { tenderId: string; onClose: () => void }) {
  const { t } = useLingui()
  const toast = useToast()
  const invite = useInviteSupplier(tenderId, () => {
    toast(t`The invitation is on its way.`)
    onClose()
  })
  return (
    <Dialog title={t`Invite a supplier`} isOpen onClose={onClose}>
      <Form
        label={t`Invite a supplier`}
        problem={invite.error}
        onSubmit={({ name = '', contact_name = '', contact_email = '' }) => invite.mutate({ name, contact_name, contact_email })}
      >
        <TextField label={t`Supplier`} name="name" autoFocus />
        <TextField label={t`Contact`} name="contact_name" />
        <TextField label={t`Their e-mail`} help={t`They come in by a link; no account is needed.`} name="contact_email" type="email" />
        <DialogActions>
          <Button onPress={onClose}>{t`Cancel`}</Button>
          <Button type="submit" tone="primary" isPending={invite.isPending}>{t`Invite`}</Button>
        </DialogActions>
      </Form>
    </Dialog>
  )
}

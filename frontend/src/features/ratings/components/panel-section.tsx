import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Section } from '@/components/layouts/section'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { Loading } from '@/components/ui/loading'
import { useOrganisationId } from '@/lib/session/organisation'
import { panelQuery } from '../api/queries'
import { PanelDialog } from './panel-dialog'
import styles from './plans.module.css'
import { SeatMarks } from './rating-words'

export function PanelSection({ campaignId, editable }: { campaignId: string; editable: boolean }) {
  const { t } = useLingui()
  const [editing, setEditing] = useState(false)
  const panel = useQuery(panelQuery(useOrganisationId(), campaignId))
  if (!panel.data) return <Loading />
  const { seats } = panel.data
  return (
    <Section
      title={t`Panel`}
      lead={t`Two raters or more, one of them in the chair, a customer advocate among them.`}
      actions={editable && <Button onPress={() => setEditing(true)}>{seats.length > 0 ? t`Change the panel` : t`Seat a panel`}</Button>}
      card
    >
      {seats.length === 0 && <EmptyState title={t`Nobody judges yet`}>{t`Seat a panel, then plan who plays what and when.`}</EmptyState>}
      <ul className={styles.seats}>
        {seats.map((seat) => (
          <li key={seat.membership_id} className={styles.seat}>
            <span translate="no">{seat.name}</span> <SeatMarks seat={seat} />
          </li>
        ))}
      </ul>
      {editing && <PanelDialog campaignId={campaignId} seats={seats} onClose={() => setEditing(false)} />}
    </Section>
  )
}

import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { signedVersionsQuery } from '@/api/choices'
import { useState } from 'react'
import type { Campaign } from '@/api/schemas'
import { Facts } from '@/components/layouts/facts'
import { Section } from '@/components/layouts/section'
import { Button } from '@/components/ui/button'
import { formatDay } from '@/i18n/formats'
import { useOrganisationId } from '@/lib/session/organisation'
import { FrameForm } from './frame-form'

interface FrameSectionProps {
  campaign: Campaign
  editable: boolean
}

/** The frame of a campaign: which definition, which days, whom candidates may ask. */
export function FrameSection({ campaign, editable }: FrameSectionProps) {
  const { t } = useLingui()
  const [editing, setEditing] = useState(false)
  const open = editable && (editing || !campaign.definition_version_id)
  return (
    <Section
      title={t`Frame`}
      lead={t`Published before the first invitation and the same for everybody.`}
      actions={editable && !open && <Button onPress={() => setEditing(true)}>{t`Edit the frame`}</Button>}
      card
    >
      {open ? <FrameForm campaign={campaign} onDone={() => setEditing(false)} /> : <FrameFacts campaign={campaign} />}
    </Section>
  )
}

function FrameFacts({ campaign }: { campaign: Campaign }) {
  const { t } = useLingui()
  const versions = useQuery(signedVersionsQuery(useOrganisationId()))
  const pinned = versions.data?.find((version) => version.id === campaign.definition_version_id)
  const day = (value: string | null | undefined) => (value ? formatDay(value) : '–')
  return (
    <Facts
      facts={[
        { name: t`Definition`, value: pinned ? t`${pinned.definition}, version ${pinned.number}` : '–' },
        { name: t`Last day to submit`, value: day(campaign.closes_on) },
        { name: t`Everybody is answered by`, value: day(campaign.answer_by) },
        { name: t`Whom to ask`, value: <span translate="no">{[campaign.contact_name, campaign.contact_email].filter(Boolean).join(', ') || '–'}</span> },
        { name: t`What it is for`, value: <span translate="no">{[campaign.purpose, '–'].find(Boolean)}</span> },
      ]}
    />
  )
}

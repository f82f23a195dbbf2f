import { useLingui } from '@lingui/react/macro'
import type { Campaign, Invitation } from '@/api/schemas'
import { Badge, type BadgeTone } from '@/components/ui/badge'

const CAMPAIGN_TONES: Record<Campaign['status'], BadgeTone> = { draft: 'neutral', running: 'good', closed: 'neutral' }

export function useCampaignStatusWords(): Record<Campaign['status'], string> {
  const { t } = useLingui()
  return { draft: t`draft`, running: t`running`, closed: t`closed` }
}

export function CampaignStatus({ status }: { status: Campaign['status'] }) {
  return <Badge tone={CAMPAIGN_TONES[status]}>{useCampaignStatusWords()[status]}</Badge>
}

export function useKindWords(): Record<Campaign['kind'], string> {
  const { t } = useLingui()
  return { vacancy: t`vacancy`, tender: t`tender`, workshop: t`ideal-person workshop`, pilot: t`pilot of an instrument` }
}

export function useSittingWords(): Record<Invitation['status'], string> {
  const { t } = useLingui()
  return {
    invited: t`invited`,
    started: t`started`,
    paused: t`paused`,
    submitted: t`submitted`,
    withdrawn: t`withdrawn`,
    expired: t`expired`,
  }
}

const SITTING_TONES: Record<Invitation['status'], BadgeTone> = {
  invited: 'neutral',
  started: 'accent',
  paused: 'caution',
  submitted: 'good',
  withdrawn: 'neutral',
  expired: 'neutral',
}

export function SittingStatus({ status }: { status: Invitation['status'] }) {
  return <Badge tone={SITTING_TONES[status]}>{useSittingWords()[status]}</Badge>
}

export type MailState = NonNullable<Invitation['mail_state']>

export function useMailWords(): Record<MailState, string> {
  const { t } = useLingui()
  return { queued: t`waiting to be sent`, sent: t`sent`, failed: t`not sent`, bounced: t`came back` }
}

export function MailStatus({ state }: { state: MailState | null }) {
  const words = useMailWords()
  if (state === null) return <>–</>
  const trouble = state === 'failed' || state === 'bounced'
  return trouble ? <Badge tone="danger">{words[state]}</Badge> : <>{words[state]}</>
}

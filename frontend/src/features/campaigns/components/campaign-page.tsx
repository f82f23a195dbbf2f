import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import type { Campaign } from '@/api/schemas'
import { useMay, useOrganisationId } from '@/lib/session/organisation'
import { readinessQuery } from '../api/queries'
import { BatterySection } from './battery-section'
import { CampaignFrame } from './campaign-frame'
import { CloseCampaign } from './close-campaign'
import { FrameSection } from './frame-section'
import { FunnelSection } from './funnel-section'
import { Callout } from '@/components/ui/callout'

export function CampaignPage({ campaignId }: { campaignId: string }) {
  const mayManage = useMay('manage_campaigns')
  return (
    <CampaignFrame
      campaignId={campaignId}
      actions={(campaign) => mayManage && campaign.status !== 'closed' && <CloseCampaign campaign={campaign} />}
    >
      {(campaign) => (
        <>
          {campaign.status === 'draft' ? <Readiness campaign={campaign} /> : <FunnelSection campaignId={campaignId} />}
          <FrameSection campaign={campaign} editable={mayManage && campaign.status === 'draft'} />
          <BatterySection campaign={campaign} editable={mayManage && campaign.status === 'draft'} />
        </>
      )}
    </CampaignFrame>
  )
}

/** What is still missing before the first invitation. */
function Readiness({ campaign }: { campaign: Campaign }) {
  const { t } = useLingui()
  const readiness = useQuery(readinessQuery(useOrganisationId(), campaign.id))
  if (!readiness.data) return null
  if (readiness.data.ready)
    return (
      <Callout tone="good" title={t`Ready: you can invite people`}>
        <p>{t`The first invitation freezes definition and questions, so that everybody is measured alike.`}</p>
      </Callout>
    )
  return (
    <Callout tone="caution" title={t`Before anybody can be invited`}>
      <ul translate="no">
        {readiness.data.missing.map((missing) => (
          <li key={missing.field}>{[...new Set([missing.message, missing.remedy])].join(' ')}</li>
        ))}
      </ul>
    </Callout>
  )
}

import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Campaign } from '@/api/schemas'
import { CampaignTabs } from '@/components/layouts/campaign-tabs'
import { Page } from '@/components/layouts/page'
import { Loading } from '@/components/ui/loading'
import { ProblemCallout } from '@/components/ui/problem-callout'
import { useMembership } from '@/lib/session/organisation'
import { campaignQuery, funnelQuery } from '../api/queries'
import { CampaignStatus } from './campaign-words'

interface CampaignFrameProps {
  campaignId: string
  actions?: (campaign: Campaign) => ReactNode
  children: (campaign: Campaign) => ReactNode
}

/** What every page of one campaign has: its name, its state, the way to the others. */
export function CampaignFrame({ campaignId, actions, children }: CampaignFrameProps) {
  const { t } = useLingui()
  const { organisation } = useMembership()
  const campaign = useQuery(campaignQuery(organisation.id, campaignId))
  const funnel = useQuery({ ...funnelQuery(organisation.id, campaignId), enabled: campaign.data?.kind === 'pilot' })
  if (campaign.isError) return <ProblemCallout problem={campaign.error} />
  if (!campaign.data) return <Loading />
  const isImported = (funnel.data?.imported ?? 0) > 0 // its people have no names and were never invited
  return (
    <Page
      title={campaign.data.title}
      place={organisation.name}
      trail={
        <Link to="/o/$organisationId/campaigns" params={{ organisationId: organisation.id }}>
          {t`Campaigns`}
        </Link>
      }
      lead={<CampaignStatus status={campaign.data.status} />}
      actions={actions?.(campaign.data)}
      titleIsData
    >
      {!isImported && <CampaignTabs campaign={campaign.data} />}
      {children(campaign.data)}
    </Page>
  )
}

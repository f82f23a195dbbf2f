import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { CampaignTabs } from '@/components/layouts/campaign-tabs'
import { Page } from '@/components/layouts/page'
import { Loading } from '@/components/ui/loading'
import { ProblemCallout } from '@/components/ui/problem-callout'
import { useMay, useMembership } from '@/lib/session/organisation'
import { campaignQuery } from '../api/queries'
import { PanelSection } from './panel-section'
import { PlansSection } from './plans-section'

/** The stage "role play" of a campaign: who judges, who plays what and when, whose cards are in. */
export function RolePlaysPage({ campaignId }: { campaignId: string }) {
  const { t } = useLingui()
  const { organisation } = useMembership()
  const mayManage = useMay('manage_campaigns')
  const campaign = useQuery(campaignQuery(organisation.id, campaignId))
  if (campaign.isError) return <ProblemCallout problem={campaign.error} />
  if (!campaign.data) return <Loading />
  return (
    <Page
      title={campaign.data.title}
      titleIsData
      place={organisation.name}
      trail={<Link to="/o/$organisationId/campaigns" params={{ organisationId: organisation.id }}>{t`Campaigns`}</Link>}
    >
      <CampaignTabs campaign={campaign.data} />
      <PanelSection campaignId={campaignId} editable={mayManage && campaign.data.status !== 'closed'} />
      <PlansSection campaign={campaign.data} editable={mayManage && campaign.data.status === 'running'} />
    </Page>
  )
}

import { useLingui } from '@lingui/react/macro'
import type { Campaign } from '@/api/schemas'
import { useMay, useOrganisationId } from '@/lib/session/organisation'
import { PageTabs } from './page-tabs'

/** The way between the pages of one campaign, which belong to several features; each member sees what they may open. */
export function CampaignTabs({ campaign }: { campaign: Pick<Campaign, 'id' | 'kind'> }) {
  const { t } = useLingui()
  const base = `/o/${useOrganisationId()}/campaigns/${campaign.id}`
  const mayViewResults = useMay('view_results')
  const tabs = [
    { name: t`Set-up`, href: base },
    { name: t`Invitations`, href: `${base}/invitations` },
    ...(campaign.kind === 'vacancy' ? [{ name: t`Role plays`, href: `${base}/role-plays` }] : []),
    ...(mayViewResults ? [{ name: t`Candidates`, href: `${base}/candidates` }] : []),
  ]
  return <PageTabs label={t`Pages of this campaign`} tabs={tabs} />
}

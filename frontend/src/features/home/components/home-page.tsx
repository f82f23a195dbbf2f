import { useLingui } from '@lingui/react/macro'
import { Page } from '@/components/layouts/page'
import { Section } from '@/components/layouts/section'
import { useMe } from '@/lib/session/me'
import { useMay, useMembership } from '@/lib/session/organisation'
import { PlaceList, type Place } from './place-list'
import { PromisesSummary } from './promises-summary'
import { RunningCampaigns } from './running-campaigns'
import { WaitingList } from './waiting-list'

export function HomePage({ places }: { places: readonly Place[] }) {
  const { t } = useLingui()
  const { user } = useMe()
  const { organisation } = useMembership()
  const maySeePromises = useMay('view_promises')
  const maySeeCampaigns = useMay('view_campaigns')
  return (
    <Page title={t`Good to see you, ${user.name}`} place={organisation.name}>
      <WaitingList />
      {maySeePromises && <PromisesSummary />}
      {maySeeCampaigns && <RunningCampaigns />}
      <Section title={t`Where you can go`}>
        <PlaceList places={places} />
      </Section>
    </Page>
  )
}

import { useLingui } from '@lingui/react/macro'
import { Page } from '@/components/layouts/page'
import { useMe } from '@/lib/session/me'
import { useMembership } from '@/lib/session/organisation'
import { PlaceList, type Place } from './place-list'

export function HomePage({ places }: { places: readonly Place[] }) {
  const { t } = useLingui()
  const { user } = useMe()
  const { organisation } = useMembership()
  return (
    <Page title={t`Good to see you, ${user.name}`} place={organisation.name} lead={t`What you can do here:`}>
      <PlaceList places={places} />
    </Page>
  )
}

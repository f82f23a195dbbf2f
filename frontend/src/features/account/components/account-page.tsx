import { useLingui } from '@lingui/react/macro'
import { Page } from '@/components/layouts/page'
import { useMe } from '@/lib/session/me'
import { AppearanceSection } from './appearance-section'
import { SecondFactorSection } from './second-factor-section'

export function AccountPage() {
  const { t } = useLingui()
  const { user } = useMe()
  return (
    <Page title={t`Your account`} lead={<span translate="no">{`${user.name} · ${user.email}`}</span>}>
      <SecondFactorSection />
      <AppearanceSection />
    </Page>
  )
}

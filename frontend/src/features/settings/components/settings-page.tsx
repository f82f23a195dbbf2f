import { useLingui } from '@lingui/react/macro'
import { Page } from '@/components/layouts/page'
import { useMembership } from '@/lib/session/organisation'
import { MailTestSection } from './mail-test-section'

export function SettingsPage() {
  const { t } = useLingui()
  const { organisation } = useMembership()
  return (
    <Page title={t`Settings`} place={organisation.name}>
      <MailTestSection />
    </Page>
  )
}

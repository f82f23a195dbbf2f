import { useLingui } from '@lingui/react/macro'
import { Page } from '@/components/layouts/page'
import { useMay, useMembership } from '@/lib/session/organisation'
import { MailTestSection } from './mail-test-section'
import { RemoveDemoSection } from './remove-demo-section'

export function SettingsPage({ onRemoved }: { onRemoved: () => void }) {
  const { t } = useLingui()
  const { organisation } = useMembership()
  const mayRemove = useMay('remove_demo')
  return (
    <Page title={t`Settings`} place={organisation.name}>
      <MailTestSection />
      {organisation.is_demo && mayRemove && <RemoveDemoSection onRemoved={onRemoved} />}
    </Page>
  )
}

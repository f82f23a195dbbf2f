import { useLingui } from '@lingui/react/macro'
import { Page } from '@/components/layouts/page'
import { EmptyState } from '@/components/ui/empty-state'

export function NoOrganisationPage() {
  const { t } = useLingui()
  return (
    <Page title={t`Welcome`}>
      <EmptyState title={t`You belong to no organisation at the moment`}>
        {t`Ask an owner to invite you, or to reactivate you. The invitation comes by mail.`}
      </EmptyState>
    </Page>
  )
}

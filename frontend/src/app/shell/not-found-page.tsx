import { Trans, useLingui } from '@lingui/react/macro'
import { Page } from '@/components/layouts/page'
import { Row } from '@/components/layouts/stack'
import { LinkButton } from '@/components/ui/link-button'

export function NotFoundPage() {
  const { t } = useLingui()
  return (
    <Page title={t`There is nothing here`} lead={t`The address is mistyped, the thing was removed, or it is not yours to see.`}>
      <Row>
        <LinkButton to="/" tone="primary">
          <Trans>Go to the start</Trans>
        </LinkButton>
      </Row>
    </Page>
  )
}

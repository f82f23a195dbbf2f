import { Trans, useLingui } from '@lingui/react/macro'
import type { ErrorComponentProps } from '@tanstack/react-router'
import { isProblem } from '@/api/problem'
import { Page } from '@/components/layouts/page'
import { Row } from '@/components/layouts/stack'
import { Button } from '@/components/ui/button'
import { ProblemCallout } from '@/components/ui/problem-callout'
import { NotFoundPage } from './not-found-page'

/** Where a page fails, the rest of the console stays; trying again is one press away. */
export function FailurePage({ error, reset }: ErrorComponentProps) {
  const { t } = useLingui()
  if (isProblem(error) && error.status === 404) return <NotFoundPage />
  return (
    <Page title={t`This page could not be shown`} lead={t`Nothing you saved was lost.`}>
      {isProblem(error) && <ProblemCallout problem={error} />}
      <Row>
        <Button tone="primary" onPress={reset}>
          <Trans>Try again</Trans>
        </Button>
      </Row>
    </Page>
  )
}

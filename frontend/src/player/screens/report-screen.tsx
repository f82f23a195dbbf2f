import { Trans } from '@lingui/react/macro'
import { useEffect, useState } from 'react'
import { fetchReport } from '@/api/taker'
import type { OwnReport } from '@/api/taker-schemas'
import { Button } from '../parts/button'
import { Callout } from '../parts/callout'
import { ScreenHeading } from '../parts/screen-heading'
import { useSession } from '../parts/session-context'
import { Actions, Stack } from '../parts/stack'
import { directionOf } from '@/i18n/languages'
import { ReportBlockView } from './report-block'

/** The person's own report: the same words and figures as in the PDF. */
export function ReportScreen() {
  const session = useSession()
  const [report, setReport] = useState<OwnReport | 'failed' | null>(null)
  useEffect(() => {
    fetchReport().then(setReport, () => setReport('failed'))
  }, [])
  if (report === null)
    return (
      <p role="status">
        <Trans>One moment …</Trans>
      </p>
    )
  return (
    <Stack gap="large">
      {report === 'failed' ? (
        <Callout tone="caution" role="alert">
          <Trans>The report could not be fetched just now. Please try again when you have a connection.</Trans>
        </Callout>
      ) : (
        <Content report={report} />
      )}
      <Actions>
        {report !== 'failed' && (
          <Button onClick={() => window.location.assign('/api/v1/take/report.pdf')}>
            <Trans>Open as PDF</Trans>
          </Button>
        )}
        <Button tone="quiet" onClick={() => session.go({ kind: 'done' })}>
          <Trans>Back</Trans>
        </Button>
      </Actions>
    </Stack>
  )
}

function Content({ report }: { report: OwnReport }) {
  return (
    <article lang={report.language} dir={directionOf(report.language)} translate="no">
      <Stack>
        <ScreenHeading of="report" lang={report.language}>
          {report.title}
        </ScreenHeading>
        <p>{report.subtitle}</p>
        {report.blocks.map((block, place) => (
          // Blocks have no name of their own and never change their place.
          <ReportBlockView key={place} block={block} />
        ))}
        <p>
          <small>{report.footer}</small>
        </p>
      </Stack>
    </article>
  )
}

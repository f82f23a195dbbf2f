import { useLingui } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import type { ProblemError } from '@/api/problem'
import type { Report } from '@/api/schemas'
import { Page } from '@/components/layouts/page'
import { ReportBlockView } from '@/components/layouts/report-block'
import { Stack } from '@/components/layouts/stack'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Callout } from '@/components/ui/callout'
import { Loading } from '@/components/ui/loading'
import { ProblemCallout } from '@/components/ui/problem-callout'
import { useMembership } from '@/lib/session/organisation'
import { isNotReady } from '../api/queries'
import styles from './report.module.css'

interface ReportPageProps {
  query: { data?: Report; error: ProblemError | null }
  trail: ReactNode
  /** Links to the files that hold the same. */
  files: ReactNode
}

/** A report as a page: the same blocks as its PDF, in the same order. */
export function ReportPage({ query: { data: report, error }, trail, files }: ReportPageProps) {
  const { t } = useLingui()
  const { organisation } = useMembership()
  if (isNotReady(error)) return <NotReady trail={trail} />
  if (error) return <ProblemCallout problem={error} />
  if (!report) return <Loading />
  return (
    <Page
      title={report.title}
      titleIsData
      place={organisation.name}
      trail={trail}
      lead={
        <span lang={report.language} translate="no">
          {report.subtitle} {report.simulated && <Badge tone="danger">SIMULATED</Badge>}
        </span>
      }
      actions={
        <>
          {files}
          <Button onPress={() => window.print()}>{t`Print`}</Button>
        </>
      }
    >
      <div className={styles.report} lang={report.language} translate="no">
        {report.blocks.map((block, place) => (
          // Blocks have no name of their own and never change their place.
          <ReportBlockView key={place} block={block} />
        ))}
        <p className={styles.footer}>{report.footer}</p>
      </div>
    </Page>
  )
}

function NotReady({ trail }: { trail: ReactNode }) {
  const { t } = useLingui()
  return (
    <Page title={t`Report`} trail={trail}>
      <Stack>
        <Callout live title={t`The answers are being scored`}>
          <p>{t`The report appears here by itself in a moment. You may leave the page and come back.`}</p>
        </Callout>
      </Stack>
    </Page>
  )
}


import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Tender } from '@/api/schemas'
import { Page } from '@/components/layouts/page'
import { PageTabs } from '@/components/layouts/page-tabs'
import { Loading } from '@/components/ui/loading'
import { ProblemCallout } from '@/components/ui/problem-callout'
import { useMembership } from '@/lib/session/organisation'
import { tenderQuery } from '../api/queries'
import { TenderStatus } from './tender-words'

interface TenderFrameProps {
  tenderId: string
  actions?: (tender: Tender) => ReactNode
  children: (tender: Tender) => ReactNode
}

/** What both pages of one tender have: its name, its state, the way to the other. */
export function TenderFrame({ tenderId, actions, children }: TenderFrameProps) {
  const { t } = useLingui()
  const { organisation } = useMembership()
  const tender = useQuery(tenderQuery(organisation.id, tenderId))
  if (tender.isError) return <ProblemCallout problem={tender.error} />
  if (!tender.data) return <Loading />
  const base = `/o/${organisation.id}/tenders/${tenderId}`
  const tabs = [
    { name: t`Tender`, href: base },
    ...(tender.data.frozen_at ? [{ name: t`Side by side`, href: `${base}/results` }] : []),
  ]
  return (
    <Page
      title={tender.data.title}
      place={organisation.name}
      trail={<Link to="/o/$organisationId/tenders" params={{ organisationId: organisation.id }}>{t`Tenders`}</Link>}
      lead={<TenderStatus tender={tender.data} />}
      actions={actions?.(tender.data)}
      titleIsData
    >
      <PageTabs label={t`Pages of this tender`} tabs={tabs} />
      {children(tender.data)}
    </Page>
  )
}

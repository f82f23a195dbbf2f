import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Campaign } from '@/api/schemas'
import { Section } from '@/components/layouts/section'
import { Stack } from '@/components/layouts/stack'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { Loading } from '@/components/ui/loading'
import { ProblemCallout } from '@/components/ui/problem-callout'
import { useOrganisationId } from '@/lib/session/organisation'
import { plansQuery } from '../api/queries'
import { PlanDialog } from './plan-dialog'
import { PlanPanel } from './plan-panel'

export function PlansSection({ campaign, editable }: { campaign: Campaign; editable: boolean }) {
  const { t } = useLingui()
  const [planning, setPlanning] = useState(false)
  const plans = useQuery(plansQuery(useOrganisationId(), campaign.id))
  if (plans.isError) return <ProblemCallout problem={plans.error} />
  if (!plans.data) return <Loading />
  const { results } = plans.data
  return (
    <Section
      title={t`Who plays what, when, before whom`}
      lead={t`Marks stay under seal until every card is in.`}
      actions={editable && <Button tone="primary" onPress={() => setPlanning(true)}>{t`Plan a role play`}</Button>}
    >
      {results.length === 0 && (
        <EmptyState title={t`No role play is planned`}>
          {campaign.status === 'draft'
            ? t`Invite people first: that opens the campaign.`
            : t`Plan one: the candidate and the raters are invited by mail.`}
        </EmptyState>
      )}
      <Stack>
        {results.map((plan) => (
          <PlanPanel key={plan.id} plan={plan} editable={editable} />
        ))}
      </Stack>
      {planning && <PlanDialog campaignId={campaign.id} onClose={() => setPlanning(false)} />}
    </Section>
  )
}

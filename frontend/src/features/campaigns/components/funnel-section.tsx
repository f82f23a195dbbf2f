import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { Figures } from '@/components/layouts/figures'
import { Section } from '@/components/layouts/section'
import { LinkButton } from '@/components/ui/link-button'
import { formatCount } from '@/i18n/formats'
import { useMay, useOrganisationId } from '@/lib/session/organisation'
import { funnelQuery } from '../api/queries'

export function FunnelSection({ campaignId }: { campaignId: string }) {
  const { t } = useLingui()
  const mayViewResults = useMay('view_results')
  const funnel = useQuery(funnelQuery(useOrganisationId(), campaignId))
  if (!funnel.data) return null
  const { total, invited, started, paused, submitted, withdrawn, expired, imported, mail_trouble: trouble } = funnel.data
  if (imported > 0 && imported === total)
    return (
      <Section
        title={t`Where people are`}
        actions={mayViewResults && <ReportLink campaignId={campaignId} />}
      >
        <Figures figures={[{ name: t`imported from a file`, value: formatCount(imported) }]} />
      </Section>
    )
  const figures = [
    { name: t`people`, value: formatCount(total) },
    { name: t`not started`, value: formatCount(invited) },
    { name: t`under way`, value: formatCount(started + paused) },
    { name: t`submitted`, value: formatCount(submitted) },
    { name: t`withdrawn or expired`, value: formatCount(withdrawn + expired) },
    { name: t`mails in trouble`, value: formatCount(trouble) },
  ]
  return (
    <Section title={t`Where people are`}>
      <Figures figures={figures} />
    </Section>
  )
}

function ReportLink({ campaignId }: { campaignId: string }) {
  const { t } = useLingui()
  const organisationId = useOrganisationId()
  return (
    <LinkButton tone="primary" to="/o/$organisationId/campaigns/$campaignId/report" params={{ organisationId, campaignId }}>
      {t`How they stand`}
    </LinkButton>
  )
}

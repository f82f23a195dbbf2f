import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { Figures } from '@/components/layouts/figures'
import { Section } from '@/components/layouts/section'
import { formatCount } from '@/i18n/formats'
import { useOrganisationId } from '@/lib/session/organisation'
import { funnelQuery } from '../api/queries'

export function FunnelSection({ campaignId }: { campaignId: string }) {
  const { t } = useLingui()
  const funnel = useQuery(funnelQuery(useOrganisationId(), campaignId))
  if (!funnel.data) return null
  const { total, invited, started, paused, submitted, withdrawn, expired, mail_trouble: trouble } = funnel.data
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

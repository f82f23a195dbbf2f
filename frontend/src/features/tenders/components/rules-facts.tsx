import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { signedVersionsQuery } from '@/api/choices'
import type { Tender } from '@/api/schemas'
import { Facts } from '@/components/layouts/facts'
import { formatDay, formatMinute } from '@/i18n/formats'
import { useOrganisationId } from '@/lib/session/organisation'

export function RulesFacts({ tender }: { tender: Tender }) {
  const { t } = useLingui()
  const versions = useQuery(signedVersionsQuery(useOrganisationId()))
  const pinned = versions.data?.find(({ id }) => id === tender.definition_version_id)
  const words = (value: string) => <span translate="no">{value || '–'}</span>
  return (
    <Facts
      facts={[
        { name: t`Definition`, value: pinned ? t`${pinned.definition}, version ${pinned.number}` : '–' },
        { name: t`Questionnaire`, value: words(tender.instruments.map(({ code, version }) => `${code} ${version}`).join(', ')) },
        { name: t`Deadline`, value: tender.deadline_at ? formatMinute(tender.deadline_at) : '–' },
        { name: t`Every bidder is answered by`, value: tender.answer_by ? formatDay(tender.answer_by) : '–' },
        {
          name: t`Respondents`,
          value: t`${tender.respondents} drawn at random from each staff list, over at least ${tender.fewest_levels} levels, at least ${tender.fewest_customer_facing} of them meeting customers`,
        },
        { name: t`What it is for`, value: words(tender.purpose) },
        { name: t`Whom to ask`, value: words([tender.contact_name, tender.contact_email].filter(Boolean).join(', ')) },
      ]}
    />
  )
}

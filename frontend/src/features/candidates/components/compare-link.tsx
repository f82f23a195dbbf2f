import { useLingui } from '@lingui/react/macro'
import { Button } from '@/components/ui/button'
import { LinkButton } from '@/components/ui/link-button'
import { useOrganisationId } from '@/lib/session/organisation'

interface CompareLinkProps {
  campaignId: string
  ids: readonly string[]
}

export function CompareLink({ campaignId, ids }: CompareLinkProps) {
  const { t } = useLingui()
  const organisationId = useOrganisationId()
  if (ids.length < 2 || ids.length > 6) return <Button isDisabled>{t`Compare: choose two to six`}</Button>
  return (
    <LinkButton
      tone="primary"
      to="/o/$organisationId/campaigns/$campaignId/compare"
      params={{ organisationId, campaignId }}
      search={{ ids: ids.join(',') }}
    >{t`Compare ${ids.length} people`}</LinkButton>
  )
}

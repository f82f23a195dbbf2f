import { useLingui } from '@lingui/react/macro'
import { ChevronIcon } from '@/components/ui/icons'
import { Menu } from '@/components/ui/menu'
import { useMe } from '@/lib/session/me'
import { useMembership } from '@/lib/session/organisation'
import styles from './organisation-switcher.module.css'

/** Which organisation this page belongs to, and the way to the others. */
export function OrganisationSwitcher() {
  const { t } = useLingui()
  const { memberships } = useMe()
  const { organisation } = useMembership()
  const name = (
    <span className={styles.name} translate="no">
      {organisation.name}
    </span>
  )
  if (memberships.length < 2) return name
  const actions = memberships.map((membership) => ({
    id: membership.organisation.id,
    name: membership.organisation.name,
    note: membership.organisation.is_demo ? t`demo` : undefined,
    href: `/o/${membership.organisation.id}`,
  }))
  return <Menu label={t`Organisation: ${organisation.name}. Change it`} trigger={<>{name}<ChevronIcon /></>} actions={actions} />
}

import { createRoute, redirect } from '@tanstack/react-router'
import { lastOrganisation } from '@/lib/settings/last-organisation'
import { NoOrganisationPage } from '../shell/no-organisation-page'
import { signedInRoute } from './signed-in'

export const startRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/',
  beforeLoad: ({ context }) => {
    const ids = context.me.memberships.map((membership) => membership.organisation.id)
    const organisationId = ids.find((id) => id === lastOrganisation()) ?? ids[0]
    if (organisationId) throw redirect({ to: '/o/$organisationId', params: { organisationId } })
  },
  component: NoOrganisationPage,
})

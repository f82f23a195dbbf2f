import { createRoute, notFound, Outlet } from '@tanstack/react-router'
import { OrganisationProvider } from '@/lib/session/organisation'
import { useMe } from '@/lib/session/me'
import { rememberOrganisation } from '@/lib/settings/last-organisation'
import { signedInRoute } from './signed-in'

/** The organisation stands in the address, so that two tabs may work in two of them. */
export const organisationRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/o/$organisationId',
  beforeLoad: ({ context, params }) => {
    const mine = context.me.memberships.some(({ organisation }) => organisation.id === params.organisationId)
    if (!mine) throw notFound()
    rememberOrganisation(params.organisationId)
  },
  component: function Organisation() {
    const { organisationId } = organisationRoute.useParams()
    const membership = useMe().memberships.find(({ organisation }) => organisation.id === organisationId)
    return (
      <OrganisationProvider value={membership ?? null}>
        <Outlet />
      </OrganisationProvider>
    )
  },
})

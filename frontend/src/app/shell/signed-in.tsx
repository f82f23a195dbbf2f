import { Outlet, useNavigate, useParams } from '@tanstack/react-router'
import { SessionExpiredDialog } from '@/features/auth/components/session-expired-dialog'
import { useMe } from '@/lib/session/me'
import { OrganisationProvider } from '@/lib/session/organisation'
import { rootRoute } from '../routes/root'
import { OrganisationFrame, PlainFrame } from './frames'

/** The shell around every page of somebody who is signed in. */
export function SignedIn() {
  const { user, memberships } = useMe()
  const navigate = useNavigate()
  const { queries } = rootRoute.useRouteContext()
  const { organisationId } = useParams({ strict: false })
  const membership = memberships.find(({ organisation }) => organisation.id === organisationId)

  function leave() {
    queries.clear()
    void navigate({ to: '/sign-in' })
  }

  return (
    <>
      {membership ? (
        <OrganisationProvider value={membership}>
          <OrganisationFrame>
            <Outlet />
          </OrganisationFrame>
        </OrganisationProvider>
      ) : (
        <PlainFrame>
          <Outlet />
        </PlainFrame>
      )}
      <SessionExpiredDialog email={user.email} onGivenUp={leave} />
    </>
  )
}

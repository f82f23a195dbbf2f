import { createRoute, redirect } from '@tanstack/react-router'
import { isProblem } from '@/api/problem'
import { meQuery } from '@/lib/session/me'
import { SignedIn } from '../shell/signed-in'
import { rootRoute } from './root'

/** Everything below needs somebody: strangers go to the door and come back to where they wanted to be. */
export const signedInRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'signed-in',
  beforeLoad: async ({ context, location }) => {
    try {
      return { me: await context.queries.query({ ...meQuery, staleTime: 'static' }) }
    } catch (error) {
      if (!isProblem(error) || error.status !== 401) throw error
      throw redirect({ to: '/sign-in', search: { next: location.href } })
    }
  },
  component: SignedIn,
})

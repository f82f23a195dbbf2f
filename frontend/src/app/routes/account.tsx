import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { signedInRoute } from './signed-in'

const AccountPage = lazyRouteComponent(() => import('@/features/account/components/account-page'), 'AccountPage')

export const accountRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/account',
  component: AccountPage,
})

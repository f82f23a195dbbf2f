import { createRoute } from '@tanstack/react-router'
import { AccountPage } from '@/features/account/components/account-page'
import { signedInRoute } from './signed-in'

export const accountRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/account',
  component: AccountPage,
})

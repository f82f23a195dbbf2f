/** The door for a bidding supplier's contact, who has no account. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { rootRoute } from './root'

export const bidContactRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/bid',
  component: lazyRouteComponent(() => import('@/features/bid/components/bid-contact-page'), 'BidContactPage'),
})

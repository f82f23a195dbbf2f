import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { organisationRoute } from './organisation'

const AccommodationsPage = lazyRouteComponent(
  () => import('@/features/accommodations/components/accommodations-page'),
  'AccommodationsPage',
)

export const accommodationsRoute = createRoute({
  getParentRoute: () => organisationRoute,
  path: '/accommodations',
  component: AccommodationsPage,
})

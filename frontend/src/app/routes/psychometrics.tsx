import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { organisationRoute } from './organisation'

const LadderPage = lazyRouteComponent(() => import('@/features/psychometrics/components/ladder-page'), 'LadderPage')
const ScalePage = lazyRouteComponent(() => import('@/features/psychometrics/components/scale-page'), 'ScalePage')

export const ladderRoute = createRoute({
  getParentRoute: () => organisationRoute,
  path: '/psychometrics',
  component: LadderPage,
})

export const scaleRoute = createRoute({
  getParentRoute: () => organisationRoute,
  path: '/psychometrics/$instrumentId/$unit',
  component: function Scale() {
    return <ScalePage {...scaleRoute.useParams()} />
  },
})

import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { organisationRoute } from './organisation'

const LadderPage = lazyRouteComponent(() => import('@/features/psychometrics/components/ladder-page'), 'LadderPage')
const ScalePage = lazyRouteComponent(() => import('@/features/psychometrics/components/scale-page'), 'ScalePage')
const ManualPage = lazyRouteComponent(() => import('@/features/reports/components/manual-page'), 'ManualPage')

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

export const manualRoute = createRoute({
  getParentRoute: () => organisationRoute,
  path: '/psychometrics/$instrumentId/$unit/manual',
  component: function Manual() {
    return <ManualPage {...manualRoute.useParams()} />
  },
})

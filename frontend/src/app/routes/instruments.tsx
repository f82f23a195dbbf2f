import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { organisationRoute } from './organisation'

const InstrumentsPage = lazyRouteComponent(() => import('@/features/instruments/components/instruments-page'), 'InstrumentsPage')
const InstrumentPage = lazyRouteComponent(() => import('@/features/instruments/components/instrument-page'), 'InstrumentPage')
const TrainingPage = lazyRouteComponent(() => import('@/features/instruments/components/training-page'), 'TrainingPage')

export const instrumentsRoute = createRoute({
  getParentRoute: () => organisationRoute,
  path: '/instruments',
  component: InstrumentsPage,
})

export const instrumentRoute = createRoute({
  getParentRoute: () => organisationRoute,
  path: '/instruments/$instrumentId',
  component: function Instrument() {
    return <InstrumentPage instrumentId={instrumentRoute.useParams().instrumentId} />
  },
})

export const trainingRoute = createRoute({
  getParentRoute: () => organisationRoute,
  path: '/training',
  component: TrainingPage,
})

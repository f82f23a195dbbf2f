import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { organisationRoute } from './organisation'

const SettingsPage = lazyRouteComponent(() => import('@/features/settings/components/settings-page'), 'SettingsPage')

export const settingsRoute = createRoute({
  getParentRoute: () => organisationRoute,
  path: '/settings',
  component: SettingsPage,
})

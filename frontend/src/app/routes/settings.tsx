import { createRoute } from '@tanstack/react-router'
import { SettingsPage } from '@/features/settings/components/settings-page'
import { organisationRoute } from './organisation'

export const settingsRoute = createRoute({
  getParentRoute: () => organisationRoute,
  path: '/settings',
  component: SettingsPage,
})

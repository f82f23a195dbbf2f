import { createRoute, lazyRouteComponent, useNavigate } from '@tanstack/react-router'
import { organisationRoute } from './organisation'

const SettingsPage = lazyRouteComponent(() => import('@/features/settings/components/settings-page'), 'SettingsPage')

export const settingsRoute = createRoute({
  getParentRoute: () => organisationRoute,
  path: '/settings',
  component: function Settings() {
    const navigate = useNavigate()
    return <SettingsPage onRemoved={() => void navigate({ to: '/' })} />
  },
})

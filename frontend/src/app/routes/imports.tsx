import { createRoute, lazyRouteComponent, useNavigate } from '@tanstack/react-router'
import { organisationRoute } from './organisation'
import { text } from './search'

const ImportsPage = lazyRouteComponent(() => import('@/features/imports/components/imports-page'), 'ImportsPage')

export const importsRoute = createRoute({
  getParentRoute: () => organisationRoute,
  path: '/imports',
  validateSearch: (search): { cursor?: string } => ({ cursor: text(search.cursor) }),
  component: function Imports() {
    const navigate = useNavigate({ from: importsRoute.fullPath })
    return <ImportsPage cursor={importsRoute.useSearch().cursor} onCursor={(cursor) => void navigate({ search: { cursor } })} />
  },
})

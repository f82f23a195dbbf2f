import { createRoute, lazyRouteComponent, useNavigate } from '@tanstack/react-router'
import type { PromiseFilters } from '@/features/promises/api/queries'
import { organisationRoute } from './organisation'
import { choice, text } from './search'

const PromisesPage = lazyRouteComponent(() => import('@/features/promises/components/promises-page'), 'PromisesPage')

export const promisesRoute = createRoute({
  getParentRoute: () => organisationRoute,
  path: '/promises',
  validateSearch: (search): PromiseFilters => ({
    state: choice(search.state, ['open', 'overdue', 'kept', 'kept_late', 'released']),
    cursor: text(search.cursor),
  }),
  component: function Promises() {
    const navigate = useNavigate({ from: promisesRoute.fullPath })
    return <PromisesPage filters={promisesRoute.useSearch()} onFilters={(search) => void navigate({ search })} />
  },
})

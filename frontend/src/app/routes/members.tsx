import { createRoute, lazyRouteComponent, useNavigate } from '@tanstack/react-router'
import { organisationRoute } from './organisation'

const MembersPage = lazyRouteComponent(() => import('@/features/members/components/members-page'), 'MembersPage')

export const membersRoute = createRoute({
  getParentRoute: () => organisationRoute,
  path: '/members',
  validateSearch: (search): { cursor?: string } => ({
    cursor: typeof search.cursor === 'string' ? search.cursor : undefined,
  }),
  component: function Members() {
    const { cursor } = membersRoute.useSearch()
    const navigate = useNavigate({ from: membersRoute.fullPath })
    return <MembersPage cursor={cursor} onCursor={(next) => void navigate({ search: { cursor: next } })} />
  },
})

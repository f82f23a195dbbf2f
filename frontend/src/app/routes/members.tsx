import { createRoute, useNavigate } from '@tanstack/react-router'
import { MembersPage } from '@/features/members/components/members-page'
import { organisationRoute } from './organisation'

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

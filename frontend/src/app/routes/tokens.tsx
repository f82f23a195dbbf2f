import { createRoute, lazyRouteComponent, useNavigate } from '@tanstack/react-router'
import { organisationRoute } from './organisation'
import { text } from './search'

const TokensPage = lazyRouteComponent(() => import('@/features/tokens/components/tokens-page'), 'TokensPage')

export const tokensRoute = createRoute({
  getParentRoute: () => organisationRoute,
  path: '/api-tokens',
  validateSearch: (search): { cursor?: string } => ({ cursor: text(search.cursor) }),
  component: function Tokens() {
    const navigate = useNavigate({ from: tokensRoute.fullPath })
    return <TokensPage cursor={tokensRoute.useSearch().cursor} onCursor={(cursor) => void navigate({ search: { cursor } })} />
  },
})

import { createRoute, lazyRouteComponent, useNavigate } from '@tanstack/react-router'
import { organisationRoute } from './organisation'

const DefinitionsPage = lazyRouteComponent(() => import('@/features/cultures/components/definitions-page'), 'DefinitionsPage')
const VersionPage = lazyRouteComponent(() => import('@/features/cultures/components/version-page'), 'VersionPage')

export const definitionsRoute = createRoute({
  getParentRoute: () => organisationRoute,
  path: '/culture',
  component: function Definitions() {
    const { organisationId } = definitionsRoute.useParams()
    const navigate = useNavigate()
    return (
      <DefinitionsPage
        onVersion={(versionId) =>
          void navigate({ to: '/o/$organisationId/culture/$versionId', params: { organisationId, versionId } })
        }
      />
    )
  },
})

export const versionRoute = createRoute({
  getParentRoute: () => organisationRoute,
  path: '/culture/$versionId',
  component: function Version() {
    return <VersionPage versionId={versionRoute.useParams().versionId} />
  },
})

import { createRoute, useNavigate } from '@tanstack/react-router'
import { DefinitionsPage } from '@/features/cultures/components/definitions-page'
import { VersionPage } from '@/features/cultures/components/version-page'
import { organisationRoute } from './organisation'

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

import { createRoute, lazyRouteComponent, useNavigate } from '@tanstack/react-router'
import { auditFilters } from '@/features/audit/api/queries'
import { organisationRoute } from './organisation'

const AuditPage = lazyRouteComponent(() => import('@/features/audit/components/audit-page'), 'AuditPage')

export const auditRoute = createRoute({
  getParentRoute: () => organisationRoute,
  path: '/audit-trail',
  validateSearch: auditFilters,
  component: function Audit() {
    const filters = auditRoute.useSearch()
    const navigate = useNavigate({ from: auditRoute.fullPath })
    return <AuditPage filters={filters} onFilters={(search) => void navigate({ search })} />
  },
})

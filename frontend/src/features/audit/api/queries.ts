import { queryOptions } from '@tanstack/react-query'
import { bodyOf, client } from '@/api/client'

export interface AuditFilters {
  action?: string
  actor?: string
  since?: string
  until?: string
  cursor?: string
}

/** Reads the filters from the address of the page; what does not fit is left out. */
export function auditFilters(search: Record<string, unknown>): AuditFilters {
  const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined)
  return {
    action: text(search.action),
    actor: text(search.actor),
    since: text(search.since),
    until: text(search.until),
    cursor: text(search.cursor),
  }
}

/** The filters name whole days of the reader's own clock; the server compares moments. */
export function moments({ since, until, ...rest }: AuditFilters) {
  const at = (day: string | undefined, time: string) => (day ? new Date(`${day}T${time}`).toISOString() : undefined)
  return { ...rest, since: at(since, '00:00:00'), until: at(until, '23:59:59.999') }
}

export const auditEventsQuery = (organisation_id: string, query: AuditFilters) =>
  queryOptions({
    queryKey: ['organisations', organisation_id, 'audit-events', query],
    queryFn: () =>
      bodyOf(
        client.GET('/api/v1/organisations/{organisation_id}/audit-events', {
          params: { path: { organisation_id }, query: moments(query) },
        }),
      ),
  })

export const auditChainQuery = (organisation_id: string) =>
  queryOptions({
    queryKey: ['organisations', organisation_id, 'audit-chain'],
    queryFn: () =>
      bodyOf(client.GET('/api/v1/organisations/{organisation_id}/audit-chain', { params: { path: { organisation_id } } })),
  })

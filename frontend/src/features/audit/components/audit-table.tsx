import { useLingui } from '@lingui/react/macro'
import type { AuditEvent } from '@/api/schemas'
import { Table, type Column } from '@/components/ui/table'
import { formatMoment } from '@/i18n/formats'
import styles from './chain-state.module.css'

export function AuditTable({ events }: { events: readonly AuditEvent[] }) {
  const { t } = useLingui()
  const columns: Column<AuditEvent>[] = [
    { id: 'action', name: t`What`, rowHeader: true, cell: (event) => <span translate="no">{event.action}</span> },
    { id: 'when', name: t`When`, cell: (event) => <time dateTime={event.at}>{formatMoment(event.at)}</time> },
    { id: 'actor', name: t`Who`, cell: (event) => <span translate="no">{event.actor_name || event.actor_kind}</span> },
    { id: 'subject', name: t`About`, cell: (event) => <Subject event={event} /> },
    { id: 'fields', name: t`Changed`, cell: (event) => <span translate="no">{event.changed_fields.join(', ') || '–'}</span> },
    { id: 'hash', name: t`Fingerprint`, cell: (event) => <code className={styles.short} translate="no">{event.hash.slice(0, 8)}</code> },
  ]
  return <Table caption={t`Audit trail`} columns={columns} rows={events} rowKey={(event) => event.id} />
}

/** What the entry is about: its kind and the start of its id, by which it is found again in other entries. */
function Subject({ event }: { event: AuditEvent }) {
  return (
    <span translate="no" title={event.subject_id}>
      {event.subject_kind.split('.').at(-1)} <code className={styles.short}>{event.subject_id.slice(0, 8)}</code>
    </span>
  )
}

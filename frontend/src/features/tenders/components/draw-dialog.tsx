import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import type { Bidder } from '@/api/schemas'
import { Facts } from '@/components/layouts/facts'
import { Dialog } from '@/components/ui/dialog'
import { Loading } from '@/components/ui/loading'
import { ProblemCallout } from '@/components/ui/problem-callout'
import { Table } from '@/components/ui/table'
import { formatCount, formatMinute } from '@/i18n/formats'
import { useOrganisationId } from '@/lib/session/organisation'
import { drawQuery } from '../api/queries'

/** How a sample came about, so that anybody can draw it again: no names, only lines, levels and the seed. */
export function DrawDialog({ tenderId, bidder, onClose }: { tenderId: string; bidder: Bidder; onClose: () => void }) {
  const { t } = useLingui()
  const draw = useQuery(drawQuery(useOrganisationId(), tenderId, bidder.id))
  return (
    <Dialog title={t`The draw of ${bidder.supplier}`} isOpen onClose={onClose}>
      {draw.isPending && <Loading />}
      {draw.isError && <ProblemCallout problem={draw.error} />}
      {draw.data && (
        <>
          <Facts
            facts={[
              { name: t`Staff list`, value: t`${draw.data.staff_count} people` },
              { name: t`Seed`, value: <code translate="no">{draw.data.seed}</code> },
              { name: t`Attempt`, value: formatCount(draw.data.attempt) },
              { name: t`Drawn on`, value: formatMinute(draw.data.drawn_at) },
            ]}
          />
          <Table
            caption={t`Who was drawn`}
            rows={draw.data.lines.filter(({ place }) => place !== null)}
            rowKey={({ id }) => id}
            columns={[
              { id: 'line', name: t`Line`, figures: true, rowHeader: true, cell: ({ number }) => formatCount(number) },
              { id: 'level', name: t`Level`, cell: ({ level }) => <span translate="no">{level}</span> },
              { id: 'facing', name: t`Meets customers`, cell: ({ customer_facing }) => (customer_facing ? t`yes` : t`no`) },
            ]}
          />
        </>
      )}
    </Dialog>
  )
}

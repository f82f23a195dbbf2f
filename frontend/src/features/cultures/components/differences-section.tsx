import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import type { Culture } from '@/api/schemas'
import { Section } from '@/components/layouts/section'
import { Loading } from '@/components/ui/loading'
import { Table } from '@/components/ui/table'
import { useOrganisationId } from '@/lib/session/organisation'
import { differencesQuery } from '../api/queries'
import { useDifferenceWords } from '../hooks/use-difference-words'

export function DifferencesSection({ version, earlier }: { version: Culture; earlier: string }) {
  const { t } = useLingui()
  const found = useQuery(differencesQuery(useOrganisationId(), version.id, earlier))
  const differences = useDifferenceWords(version, found.data?.differences ?? [])
  return (
    <Section title={t`Changed since the version before`} card>
      {found.isPending && <Loading />}
      {found.data && differences.length === 0 && <p>{t`Nothing has changed so far.`}</p>}
      {differences.length > 0 && (
        <Table
          caption={t`Changed since the version before`}
          rows={differences}
          rowKey={(difference) => difference.place}
          columns={[
            { id: 'place', name: t`Where`, rowHeader: true, cell: ({ of, what }) => <Where of={of} what={what} /> },
            { id: 'before', name: t`Before`, cell: ({ before }) => <span translate="no">{before ?? '–'}</span> },
            { id: 'after', name: t`Now`, cell: ({ after }) => <span translate="no">{after ?? '–'}</span> },
          ]}
        />
      )}
    </Section>
  )
}

function Where({ of, what }: { of: string; what: string }) {
  if (!of) return <>{what}</>
  return (
    <>
      <span translate="no">{of}</span>: {what}
    </>
  )
}

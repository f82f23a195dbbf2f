import { useLingui } from '@lingui/react/macro'
import type { ApiToken } from '@/api/schemas'
import { PersonName } from '@/components/layouts/person-name'
import { Badge, type BadgeTone } from '@/components/ui/badge'
import { Table, type Column } from '@/components/ui/table'
import { formatDay } from '@/i18n/formats'
import { CAPABILITY_WORDS } from '@/lib/session/capabilities'
import { RevokeToken } from './revoke-token'

type Standing = 'works' | 'expired' | 'revoked'

const TONES: Record<Standing, BadgeTone> = { works: 'good', expired: 'neutral', revoked: 'neutral' }

function standingOf({ revoked_at: revokedAt, expires_at: expiresAt }: ApiToken): Standing {
  if (revokedAt) return 'revoked'
  return new Date(expiresAt) < new Date() ? 'expired' : 'works'
}

export function TokensTable({ tokens }: { tokens: readonly ApiToken[] }) {
  const { t, i18n } = useLingui()
  const words: Record<Standing, string> = { works: t`works`, expired: t`expired`, revoked: t`revoked` }
  const columns: Column<ApiToken>[] = [
    { id: 'name', name: t`Token`, rowHeader: true, cell: (token) => <PersonName name={token.name} detail={token.member} /> },
    { id: 'scopes', name: t`May`, cell: ({ scopes }) => scopes.map((scope) => i18n._(CAPABILITY_WORDS[scope])).join('; ') },
    {
      id: 'status',
      name: t`Status`,
      cell: (token) => <Badge tone={TONES[standingOf(token)]}>{words[standingOf(token)]}</Badge>,
    },
    { id: 'until', name: t`Ends`, cell: (token) => <time dateTime={token.expires_at}>{formatDay(token.expires_at)}</time> },
    {
      id: 'actions',
      name: t`Actions`,
      quiet: true,
      cell: (token) => standingOf(token) === 'works' && <RevokeToken token={token} />,
    },
  ]
  return <Table caption={t`API tokens`} columns={columns} rows={tokens} rowKey={(token) => token.id} />
}

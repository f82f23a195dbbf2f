import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { Callout } from '@/components/ui/callout'
import { Loading } from '@/components/ui/loading'
import { formatCount } from '@/i18n/formats'
import { useOrganisationId } from '@/lib/session/organisation'
import { auditChainQuery } from '../api/queries'
import styles from './chain-state.module.css'

/** Whether every row still carries the fingerprint of the row before it. */
export function ChainState() {
  const { t } = useLingui()
  const chain = useQuery(auditChainQuery(useOrganisationId()))
  if (!chain.data) return chain.isPending ? <Loading /> : null
  const { intact, length, head, broken_at } = chain.data
  const count = formatCount(length)
  return (
    <Callout
      tone={intact ? 'good' : 'danger'}
      title={
        intact ? t`The chain of ${count} entries is unbroken` : t`The chain breaks at entry ${broken_at ?? 0}: something was changed or removed`
      }
    >
      <p>{t`Checked just now, entry by entry. Its head is:`}</p>
      <code className={styles.head} translate="no">
        {head}
      </code>
    </Callout>
  )
}

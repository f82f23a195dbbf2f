import { useLingui } from '@lingui/react/macro'
import { Link } from 'react-aria-components'
import { Section } from '@/components/layouts/section'
import { Badge } from '@/components/ui/badge'
import { useWaiting } from '../hooks/use-waiting'
import styles from './waiting-list.module.css'

export function WaitingList() {
  const { t } = useLingui()
  const waiting = useWaiting()
  return (
    <Section title={t`Waiting for you`}>
      {waiting.length === 0 && <p>{t`Nothing at the moment.`}</p>}
      <ul className={styles.list}>
        {waiting.map((item) => (
          <li key={item.id}>
            <Link className={styles.item ?? ''} href={item.href}>
              <span className={styles.what}>{item.what}</span>
              <span className={styles.why}>{item.why}</span>
              {item.urgent && <Badge tone="danger">{t`first`}</Badge>}
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  )
}

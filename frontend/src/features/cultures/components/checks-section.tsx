import { useLingui } from '@lingui/react/macro'
import type { Check } from '@/api/schemas'
import { Section } from '@/components/layouts/section'
import { Badge } from '@/components/ui/badge'
import styles from './checks-section.module.css'

/** What is missing before the draft can be signed, and what is worth a thought. */
export function ChecksSection({ checks }: { checks: readonly Check[] }) {
  const { t } = useLingui()
  const blocking = checks.filter((check) => check.gravity === 'blocking').length
  return (
    <Section
      title={t`Before it can be signed`}
      lead={blocking ? t`What must be settled comes first.` : t`Nothing stands in the way; these are worth a thought.`}
      card
    >
      <ul className={styles.list}>
        {checks.map((check) => (
          <li key={`${check.code} ${check.place}`}>
            <Badge tone={check.gravity === 'blocking' ? 'danger' : 'caution'}>
              {check.gravity === 'blocking' ? t`must be settled` : t`worth a thought`}
            </Badge>
            <p translate="no">
              {check.message} {check.remedy}
            </p>
          </li>
        ))}
      </ul>
    </Section>
  )
}

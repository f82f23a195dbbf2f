import { useLingui } from '@lingui/react/macro'
import type { Decision } from '@/api/schemas'
import { Section } from '@/components/layouts/section'
import { formatMoment } from '@/i18n/formats'
import styles from './decisions-section.module.css'
import { useOutcomeWords } from './fit-words'

export function DecisionsSection({ decisions }: { decisions: readonly Decision[] }) {
  const { t } = useLingui()
  const outcomes = useOutcomeWords()
  return (
    <Section title={t`Decisions`} card>
      {decisions.length === 0 && <p>{t`Nobody has decided yet.`}</p>}
      <ol className={styles.list}>
        {decisions.map((decision) => (
          <li key={decision.id}>
            <p>
              <strong>{outcomes[decision.outcome]}</strong>, <span translate="no">{decision.decider}</span>,{' '}
              <time dateTime={decision.created_at}>{formatMoment(decision.created_at)}</time>
            </p>
            <p translate="no">{decision.reason}</p>
          </li>
        ))}
      </ol>
    </Section>
  )
}

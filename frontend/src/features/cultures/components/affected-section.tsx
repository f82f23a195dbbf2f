import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import type { Culture } from '@/api/schemas'
import { Section } from '@/components/layouts/section'
import { useOrganisationId } from '@/lib/session/organisation'
import { dependantsQuery } from '../api/queries'
import styles from './affected-section.module.css'

/** What relies on a signed version, so that nobody is surprised by the next one. */
export function AffectedSection({ version }: { version: Culture }) {
  const { t } = useLingui()
  const affected = useQuery(dependantsQuery(useOrganisationId(), version.id))
  const dependants = affected.data?.dependants ?? []
  return (
    <Section title={t`What relies on it`} card>
      {affected.data && dependants.length === 0 && <p>{t`Nothing yet. The next campaign can use it.`}</p>}
      <ul className={styles.list} translate="no">
        {dependants.map((dependant) => (
          <li key={dependant.id}>{dependant.words}</li>
        ))}
      </ul>
    </Section>
  )
}

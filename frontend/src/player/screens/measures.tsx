import { Trans } from '@lingui/react/macro'
import type { TakerState } from '@/api/taker-schemas'
import { Stack } from '../parts/stack'
import styles from './measures.module.css'

/** What is measured, and why each part is asked. */
export function Measures({ measures, language }: { measures: TakerState['measures']; language: string }) {
  if (measures.length === 0) return null
  return (
    <Stack>
      <h2>
        <Trans>What is measured, and why</Trans>
      </h2>
      <dl className={styles.measures} lang={language} translate="no">
        {measures.map((measure) => (
          <div key={measure.title}>
            <dt dir="auto">{measure.title}</dt>
            <dd dir="auto">{measure.why}</dd>
          </div>
        ))}
      </dl>
    </Stack>
  )
}

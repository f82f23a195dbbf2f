import { useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import type { Culture } from '@/api/schemas'
import { Section } from '@/components/layouts/section'
import { Button } from '@/components/ui/button'
import { LevelsForm } from './levels-form'
import styles from './levels-section.module.css'

interface LevelsSectionProps {
  version: Culture
  editable: boolean
}

/** The three levels of a definition, side by side. */
export function LevelsSection({ version, editable }: LevelsSectionProps) {
  const { t } = useLingui()
  const isEmpty = !version.statement && !version.rallying_cry && !version.full_definition
  const [editing, setEditing] = useState(false)
  const open = editable && (editing || isEmpty)
  return (
    <Section
      title={t`Three levels`}
      lead={t`A statement, a rallying cry, and the full definition that settles questions.`}
      actions={editable && !open && <Button onPress={() => setEditing(true)}>{t`Edit the words`}</Button>}
      card
    >
      {open ? <LevelsForm version={version} onDone={() => setEditing(false)} /> : <Levels version={version} />}
    </Section>
  )
}

function Levels({ version }: { version: Culture }) {
  const { t } = useLingui()
  return (
    <div className={styles.levels}>
      <div>
        <h3 className={styles.name}>{t`Statement`}</h3>
        <p translate="no">{version.statement || '–'}</p>
      </div>
      <div>
        <h3 className={styles.name}>{t`Rallying cry`}</h3>
        <p className={styles.cry} translate="no">
          {version.rallying_cry || '–'}
        </p>
      </div>
      <div>
        <h3 className={styles.name}>{t`Full definition`}</h3>
        <p className={styles.full} translate="no">
          {version.full_definition || '–'}
        </p>
      </div>
    </div>
  )
}

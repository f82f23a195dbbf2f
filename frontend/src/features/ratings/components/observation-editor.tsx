import { useLingui } from '@lingui/react/macro'
import { useEffect, useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { TextArea } from '@/components/ui/text-area'
import { TextField } from '@/components/ui/text-field'
import type { JsonValue } from '@/lib/offline-queue/queued-event'
import { asValue, noneAt, seenAt, type Observed } from '../hooks/card-values'
import styles from './scorecard.module.css'

/** Typing is kept on the device after a breath, and at once when the field is left. */
const BREATH_MS = 500

interface ObservationEditorProps {
  observed: Observed
  disabled: boolean
  put: (item: string, value: JsonValue) => void
}

export function ObservationEditor({ observed, disabled, put }: ObservationEditorProps) {
  const { t } = useLingui()
  const [draft, setDraft] = useState(observed)
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])

  const keep = (next: Observed) => {
    clearTimeout(timer.current)
    put(seenAt(next.key), asValue(next))
    put(noneAt(next.side), null)
  }
  const change = (part: Partial<Observed>) => {
    const next = { ...draft, ...part }
    setDraft(next)
    clearTimeout(timer.current)
    timer.current = setTimeout(() => keep(next), BREATH_MS)
  }
  return (
    <div className={styles.observation}>
      <TextField label={t`Time`} type="time" value={draft.at} isDisabled={disabled} onChange={(at) => change({ at })} onBlur={() => keep(draft)} />
      <TextArea
        label={t`Said or done`}
        rows={2}
        value={draft.words}
        maxLength={600}
        isDisabled={disabled}
        onChange={(words) => change({ words })}
        onBlur={() => keep(draft)}
      />
      {!disabled && (
        <Button compact tone="quiet" onPress={() => put(seenAt(draft.key), null)}>{t`Take away`}</Button>
      )}
    </div>
  )
}

import { useId } from 'react'
import styles from './settings.module.css'

interface Props<T extends string> {
  label: string
  value: T
  options: readonly (readonly [T, string])[]
  onChange: (value: T) => void
  /** The options are names that stand for themselves in every language. */
  untranslated?: boolean
}

/** A labelled list to choose one thing from: the device's own. */
export function Choose<T extends string>({ label, value, options, onChange, untranslated = false }: Props<T>) {
  const id = useId()
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        className={styles.select}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value as T)}
      >
        {options.map(([option, words]) => (
          <option key={option} value={option} translate={untranslated ? 'no' : undefined}>
            {words}
          </option>
        ))}
      </select>
    </div>
  )
}

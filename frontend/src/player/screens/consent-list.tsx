import { Trans } from '@lingui/react/macro'
import type { ConsentAsked } from '@/api/taker-schemas'
import styles from './form.module.css'

interface Props {
  consents: readonly ConsentAsked[]
  language: string
  given: readonly string[]
  onChange: (given: readonly string[]) => void
}

/** One box for each thing to agree to. None is ticked beforehand. */
export function ConsentList({ consents, language, given, onChange }: Props) {
  if (consents.length === 0) return null
  const toggle = (code: string, on: boolean) =>
    onChange(on ? [...given, code] : given.filter((other) => other !== code))
  return (
    <fieldset className={styles.group}>
      <legend>
        <Trans>Your consent</Trans>
      </legend>
      {consents.map((consent) => (
        <label key={consent.code} className={styles.tick}>
          <input
            type="checkbox"
            required={consent.required}
            checked={given.includes(consent.code)}
            onChange={(event) => toggle(consent.code, event.currentTarget.checked)}
          />
          <span>
            <span lang={language} dir="auto" translate="no">
              {consent.text}
            </span>{' '}
            {!consent.required && <Trans>(as you like)</Trans>}
          </span>
        </label>
      ))}
    </fieldset>
  )
}

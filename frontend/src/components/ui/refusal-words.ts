import { useLingui } from '@lingui/react/macro'
import type { ValidationResult } from 'react-aria-components'

/** Why a field was refused, in our words; the browser's own come in the browser's language. */
export function useRefusalWords() {
  const { t } = useLingui()

  return ({ validationDetails: details, validationErrors: errors }: ValidationResult): string => {
    if (details.valueMissing) return t`Please fill this in.`
    if (details.typeMismatch) return t`This does not look like an e-mail address.`
    if (details.tooShort) return t`This is too short.`
    if (details.rangeUnderflow || details.rangeOverflow) return t`This is outside the range.`
    if (details.badInput || details.stepMismatch) return t`This is not a number that fits here.`
    return errors.join(' ')
  }
}

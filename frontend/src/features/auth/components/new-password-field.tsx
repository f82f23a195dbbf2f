import { useLingui } from '@lingui/react/macro'
import { TextField } from '@/components/ui/text-field'

export function NewPasswordField() {
  const { t } = useLingui()
  return (
    <TextField
      label={t`New password`}
      help={t`At least 12 characters; a sentence is easiest to remember.`}
      name="password"
      type="password"
      autoComplete="new-password"
      minLength={12}
    />
  )
}

import { useLingui } from '@lingui/react/macro'
import type { ProblemError } from '@/api/problem'
import { Button } from '@/components/ui/button'
import { Form } from '@/components/ui/form'
import { TextField } from '@/components/ui/text-field'

interface SecondFactorFormProps {
  problem: ProblemError | null
  isPending: boolean
  onCode: (code: string) => void
}

export function SecondFactorForm({ problem, isPending, onCode }: SecondFactorFormProps) {
  const { t } = useLingui()
  return (
    <Form label={t`Second step`} problem={problem} onSubmit={(values) => onCode((values.code ?? '').replace(/\s/g, ''))}>
      <TextField
        label={t`Code from your authenticator app`}
        help={t`Six digits. Without your phone, type one of your recovery codes.`}
        name="code"
        autoComplete="one-time-code"
        autoFocus
      />
      <Button type="submit" tone="primary" isPending={isPending}>{t`Go on`}</Button>
    </Form>
  )
}

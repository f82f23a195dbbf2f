import { Trans, useLingui } from '@lingui/react/macro'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { ProblemError } from '@/api/problem'
import { activateTotp, type SignInResult } from '@/api/sign-in'
import { Row, Stack } from '@/components/layouts/stack'
import { Button } from '@/components/ui/button'
import { Form } from '@/components/ui/form'
import { TextField } from '@/components/ui/text-field'
import { ReauthenticateDialog } from '@/components/ui/reauthenticate-dialog'
import { useToast } from '@/components/ui/toasts'
import { QrCode } from './qr-code'
import { TOTP_KEY } from './second-factor-section'

export function SecondFactorSetUp({ secret, address }: { secret: string; address: string }) {
  const { t } = useLingui()
  const toast = useToast()
  const queries = useQueryClient()
  const [begun, setBegun] = useState(false)
  const activate = useMutation<SignInResult, ProblemError, string>({
    mutationFn: activateTotp,
    onSuccess: async (result) => {
      if (result.state === 'pending') return
      toast(t`The second step is on.`)
      await queries.invalidateQueries({ queryKey: TOTP_KEY })
    },
  })
  const mustConfirm = activate.data?.state === 'pending'

  if (!begun)
    return (
      <Row>
        <Button tone="primary" onPress={() => setBegun(true)}>{t`Set it up`}</Button>
      </Row>
    )
  return (
    <Stack>
      <p>
        <Trans>Scan this with your authenticator app, or type the key into it by hand. Then enter the code it shows.</Trans>
      </p>
      <QrCode content={address} label={t`QR code with the key below`} />
      <code translate="no">{secret}</code>
      <Form label={t`Second step at sign-in`} problem={activate.error} onSubmit={(values) => activate.mutate((values.code ?? '').replace(/\s/g, ''))}>
        <TextField label={t`Code from the app`} name="code" autoComplete="one-time-code" inputMode="numeric" />
        <Row>
          <Button type="submit" tone="primary" isPending={activate.isPending}>{t`Switch it on`}</Button>
        </Row>
      </Form>
      <ReauthenticateDialog
        isOpen={mustConfirm}
        onClose={() => activate.reset()}
        onDone={() => activate.mutate(activate.variables ?? '')}
      />
    </Stack>
  )
}

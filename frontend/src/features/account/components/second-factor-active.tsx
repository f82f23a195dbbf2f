import { Trans, useLingui } from '@lingui/react/macro'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { ProblemError } from '@/api/problem'
import { deactivateTotp, readRecoveryCodes, type SignInResult } from '@/api/sign-in'
import { Row, Stack } from '@/components/layouts/stack'
import { Button } from '@/components/ui/button'
import { Callout } from '@/components/ui/callout'
import { ReauthenticateDialog } from '@/components/ui/reauthenticate-dialog'
import { useToast } from '@/components/ui/toasts'
import { TOTP_KEY } from './second-factor-section'

export function SecondFactorActive() {
  const { t } = useLingui()
  const toast = useToast()
  const queries = useQueryClient()
  const [showCodes, setShowCodes] = useState(false)
  const stop = useMutation<SignInResult, ProblemError, undefined>({
    mutationFn: () => deactivateTotp(),
    onSuccess: async (result) => {
      if (result.state === 'pending') return
      toast(t`The second step is off.`)
      await queries.invalidateQueries({ queryKey: TOTP_KEY })
    },
  })
  return (
    <Stack>
      <Callout tone="good" title={t`The second step is on`} />
      <Row>
        <Button onPress={() => setShowCodes(true)}>{t`Show recovery codes`}</Button>
        <Button tone="quiet" onPress={() => stop.mutate(undefined)} isPending={stop.isPending}>{t`Switch it off`}</Button>
      </Row>
      {showCodes && <RecoveryCodes />}
      <ReauthenticateDialog isOpen={stop.data?.state === 'pending'} onClose={() => stop.reset()} onDone={() => stop.mutate(undefined)} />
    </Stack>
  )
}

function RecoveryCodes() {
  const codes = useQuery({ queryKey: ['recovery-codes'], queryFn: readRecoveryCodes, retry: false })
  if (codes.isError)
    return (
      <p>
        <Trans>The codes can only be shown shortly after signing in. Sign out, sign in, and try again.</Trans>
      </p>
    )
  return (
    <Stack tight>
      <p>
        <Trans>Each works once, in place of your phone. Keep them on paper.</Trans>
      </p>
      <code translate="no">{codes.data?.join('  ')}</code>
    </Stack>
  )
}

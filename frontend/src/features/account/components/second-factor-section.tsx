import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { readTotp } from '@/api/sign-in'
import { Section } from '@/components/layouts/section'
import { Loading } from '@/components/ui/loading'
import { SecondFactorActive } from './second-factor-active'
import { SecondFactorSetUp } from './second-factor-set-up'

export const TOTP_KEY = ['totp'] as const

export function SecondFactorSection() {
  const { t } = useLingui()
  const totp = useQuery({ queryKey: TOTP_KEY, queryFn: readTotp, staleTime: Infinity })
  return (
    <Section
      title={t`Second step at sign-in`}
      lead={t`A code from an app on your phone, beside the password. A stolen password alone then opens nothing.`}
      card
    >
      {!totp.data && <Loading />}
      {totp.data?.active === true && <SecondFactorActive />}
      {totp.data?.active === false && <SecondFactorSetUp secret={totp.data.secret} address={totp.data.address} />}
    </Section>
  )
}

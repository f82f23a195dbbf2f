import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { ProblemError } from '@/api/problem'
import { enterSecondFactor, readSession, signIn, type SignInResult } from '@/api/sign-in'

type Step = 'password' | 'second-factor'

/** Signing in: the password, and the second factor where one is set up. */
export function useSignIn(onSignedIn: () => void) {
  const [step, setStep] = useState<Step>('password')

  function advance(result: SignInResult) {
    if (result.state === 'done') onSignedIn()
    else if (result.flow === 'mfa_authenticate') setStep('second-factor')
  }

  const password = useMutation<SignInResult, ProblemError, { email: string; password: string }>({
    mutationFn: async (credentials) => {
      await readSession()
      return signIn(credentials)
    },
    onSuccess: advance,
  })
  const secondFactor = useMutation<SignInResult, ProblemError, string>({
    mutationFn: (code) => enterSecondFactor(code),
    onSuccess: advance,
  })

  return { step, password, secondFactor }
}

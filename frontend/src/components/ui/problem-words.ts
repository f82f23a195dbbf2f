import { useLingui } from '@lingui/react/macro'
import { UNREACHABLE, type ProblemError } from '@/api/problem'

/** A refusal in words: the server's own where it gave some, ours where it could not. */
export function useProblemWords() {
  const { t } = useLingui()

  return (problem: ProblemError): { title: string; detail: string } => {
    if (problem.code === UNREACHABLE)
      return { title: t`The server cannot be reached`, detail: t`Nothing was lost. Check the network and try again.` }
    if (problem.status === 429)
      return { title: t`Too many tries`, detail: t`Wait a few minutes, then try again.` }
    if (problem.status === 412)
      return { title: t`Somebody changed this before you`, detail: t`It was read again. Look at it, then repeat your change.` }
    if (problem.status >= 500)
      return { title: t`The server failed`, detail: t`It was recorded. Try again; if it stays, tell your administrator.` }
    return { title: problem.title || t`That was refused`, detail: problem.detail }
  }
}

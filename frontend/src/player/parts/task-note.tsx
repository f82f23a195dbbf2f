import { Trans } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import type { TaskName } from '../sitting/snapshot'
import { useSitting } from './session-context'
import { Callout } from './callout'

/** Says why what the person asked for did not happen, next to where they asked. */
export function TaskNote({ of, offline }: { of: TaskName; offline: ReactNode }) {
  const { task } = useSitting()
  if (task.kind !== 'failed' || task.name !== of) return null
  return (
    <Callout tone="caution" role="alert">
      {task.reason === 'unreachable' ? offline : (task.words || <Trans>That did not work. Please try again.</Trans>)}
    </Callout>
  )
}

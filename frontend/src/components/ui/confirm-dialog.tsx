import { Trans } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import type { ProblemError } from '@/api/problem'
import { Button } from './button'
import { Dialog } from './dialog'
import { DialogActions } from './dialog-actions'
import { ProblemCallout } from './problem-callout'

interface ConfirmDialogProps {
  title: string
  /** Names what will happen, so that nobody says yes to "Are you sure?". */
  children: ReactNode
  action: string
  isOpen: boolean
  isPending: boolean
  problem: ProblemError | null
  onConfirm: () => void
  onClose: () => void
  destructive?: boolean
}

export function ConfirmDialog({ children, action, problem, destructive = true, ...props }: ConfirmDialogProps) {
  return (
    <Dialog title={props.title} isOpen={props.isOpen} onClose={props.onClose}>
      <div>{children}</div>
      {problem && <ProblemCallout problem={problem} />}
      <DialogActions>
        <Button onPress={props.onClose}>
          <Trans>Cancel</Trans>
        </Button>
        <Button tone={destructive ? 'danger' : 'primary'} isPending={props.isPending} onPress={props.onConfirm}>
          {action}
        </Button>
      </DialogActions>
    </Dialog>
  )
}

import { useLingui } from '@lingui/react/macro'
import { useEffect, useState } from 'react'
import { Button } from './button'
import { AlertIcon, CloseIcon, GoodIcon } from './icons'
import styles from './toast-region.module.css'
import type { Toast } from './toasts'

const SHOWN_FOR = 8_000

interface ToastRegionProps {
  toasts: readonly Toast[]
  onDismiss: (id: number) => void
}

export function ToastRegion({ toasts, onDismiss }: ToastRegionProps) {
  const { t } = useLingui()
  return (
    <div className={styles.region} role="region" aria-label={t`Messages`} data-screen-only="" data-react-aria-top-layer="true">
      <ol className={styles.list} aria-live="polite" aria-relevant="additions">
        {toasts.map((toast) => (
          <ToastItem key={toast.id} toast={toast} onDismiss={onDismiss} />
        ))}
      </ol>
    </div>
  )
}

function ToastItem({ toast, onDismiss }: { toast: Toast; onDismiss: (id: number) => void }) {
  const { t } = useLingui()
  const [held, setHeld] = useState(false)

  useEffect(() => {
    // What went wrong stays until it was read.
    if (held || toast.tone === 'danger') return
    const timer = setTimeout(() => onDismiss(toast.id), SHOWN_FOR)
    return () => clearTimeout(timer)
  }, [held, toast, onDismiss])

  return (
    <li
      className={styles.toast}
      data-tone={toast.tone}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
    >
      {toast.tone === 'good' ? <GoodIcon /> : <AlertIcon />}
      <span>{toast.words}</span>
      <Button tone="quiet" compact aria-label={t`Dismiss`} onPress={() => onDismiss(toast.id)}>
        <CloseIcon />
      </Button>
    </li>
  )
}

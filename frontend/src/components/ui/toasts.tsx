import { createContext, useCallback, useContext, useMemo, useState, type ReactNode } from 'react'
import { ToastRegion } from './toast-region'

export type ToastTone = 'good' | 'danger'

export interface Toast {
  id: number
  words: string
  tone: ToastTone
}

export type ShowToast = (words: string, tone?: ToastTone) => void

const ToastContext = createContext<ShowToast>(() => undefined)

/** Says in words what has just happened; nothing that must be answered. */
export function useToast(): ShowToast {
  return useContext(ToastContext)
}

let latest = 0

export function ToastProvider({ children }: { children: ReactNode }) {
  const [toasts, setToasts] = useState<readonly Toast[]>([])

  const show = useCallback<ShowToast>((words, tone = 'good') => {
    latest += 1
    const toast = { id: latest, words, tone }
    setToasts((shown) => [...shown.slice(-2), toast])
  }, [])
  const dismiss = useCallback((id: number) => setToasts((shown) => shown.filter((toast) => toast.id !== id)), [])
  const region = useMemo(() => <ToastRegion toasts={toasts} onDismiss={dismiss} />, [toasts, dismiss])

  return (
    <ToastContext value={show}>
      {children}
      {region}
    </ToastContext>
  )
}

import { useSyncExternalStore } from 'react'

function watch(changed: () => void): () => void {
  window.addEventListener('online', changed)
  window.addEventListener('offline', changed)
  return () => {
    window.removeEventListener('online', changed)
    window.removeEventListener('offline', changed)
  }
}

/** What the browser believes about its network. `false` is certain; `true` is a guess. */
export function useOnline(): boolean {
  return useSyncExternalStore(watch, () => navigator.onLine)
}

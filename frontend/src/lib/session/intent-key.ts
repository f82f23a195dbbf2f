import { useCallback, useRef } from 'react'

interface Intent {
  wish: string
  key: string
}

/**
 * One `Idempotency-Key` per wish of a person: the same wish sent again (a double click, a retry after a lost answer)
 * carries the same key until it was fulfilled; another wish gets another key.
 */
export function useIntentKey() {
  const intent = useRef<Intent | null>(null)

  const keyFor = useCallback((wish: unknown): string => {
    const text = JSON.stringify([wish])
    if (intent.current?.wish !== text) intent.current = { wish: text, key: crypto.randomUUID() }
    return intent.current.key
  }, [])

  const fulfilled = useCallback(() => {
    intent.current = null
  }, [])

  return { keyFor, fulfilled }
}

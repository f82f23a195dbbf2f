import { useMutation, useQueryClient, type QueryKey } from '@tanstack/react-query'
import type { ProblemError } from '@/api/problem'
import { useIntentKey } from './intent-key'

interface IntentOptions<Wish, Result> {
  /** Sends the wish; `headers` carries its Idempotency-Key. */
  send: (wish: Wish, headers: { 'Idempotency-Key': string }) => Promise<Result>
  /** Whose answers are stale afterwards. */
  refresh?: QueryKey[]
  onDone?: (result: Result, wish: Wish) => void | Promise<void>
}

/** A mutation that knows its intent key and what to read again afterwards. */
export function useIntent<Wish, Result>({ send, refresh = [], onDone }: IntentOptions<Wish, Result>) {
  const queries = useQueryClient()
  const { keyFor, fulfilled } = useIntentKey()

  return useMutation<Result, ProblemError, Wish>({
    mutationFn: (wish) => send(wish, { 'Idempotency-Key': keyFor(wish) }),
    onError: async (problem) => {
      // Somebody was faster: show what they did before the person tries again.
      if (problem.status !== 412) return
      await Promise.all(refresh.map((queryKey) => queries.invalidateQueries({ queryKey })))
    },
    onSuccess: async (result, wish) => {
      fulfilled()
      await Promise.all(refresh.map((queryKey) => queries.invalidateQueries({ queryKey })))
      await onDone?.(result, wish)
    },
  })
}

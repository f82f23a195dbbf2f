import { QueryClient } from '@tanstack/react-query'
import { isProblem, type ProblemError } from '@/api/problem'

/** What the server has refused stays refused; only silence and its own failures are worth another try. */
function worthRetrying(count: number, error: unknown): boolean {
  return count < 2 && (!isProblem(error) || error.status === 0 || error.status >= 500)
}

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { retry: worthRetrying, staleTime: 5_000 },
    mutations: { retry: false },
  },
})

declare module '@tanstack/react-query' {
  interface Register {
    defaultError: ProblemError
  }
}

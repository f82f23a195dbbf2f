import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { fetchBidState, fetchOwnSummary, type BidState } from '@/api/bidder'
import type { ProblemError } from '@/api/problem'

export const BID_KEY = ['bid'] as const

export const bidStateQuery = queryOptions({ queryKey: [...BID_KEY, 'state'], queryFn: fetchBidState, retry: false })

export const ownSummaryQuery = queryOptions({ queryKey: [...BID_KEY, 'summary'], queryFn: fetchOwnSummary, retry: false })

/** Something the contact does; the answer is the new state of the bid. */
export function useBidAct<Wish>(send: (wish: Wish) => Promise<BidState>, onDone?: () => void) {
  const queries = useQueryClient()
  return useMutation<BidState, ProblemError, Wish>({
    mutationFn: send,
    onSuccess: (state) => {
      queries.setQueryData(bidStateQuery.queryKey, state)
      onDone?.()
    },
  })
}

import { bodyOf, client } from '@/api/client'
import type { components } from '@/api/generated/schema'
import { useOrganisationId } from '@/lib/session/organisation'
import { useIntent } from '@/lib/session/use-intent'
import type { Tender } from '@/api/schemas'
import { tenderKey, tendersKey } from './queries'

type Schemas = components['schemas']
export type TenderChanges = Schemas['PatchedChangeTenderInputRequest']
export type GradeInput = Schemas['GradeInputRequest']
export type BidDecisionInput = Schemas['DecideBidInputRequest']

const TENDERS = '/api/v1/organisations/{organisation_id}/tenders'
const TENDER = `${TENDERS}/{tender_id}` as const
const BID = `${TENDER}/bids/{bid_id}` as const

export function useOpenTender(onDone: (tender: Tender) => void) {
  const organisation_id = useOrganisationId()
  return useIntent({
    send: (title: string, headers) => bodyOf(client.POST(TENDERS, { params: { path: { organisation_id } }, headers, body: { title } })),
    refresh: [tendersKey(organisation_id)],
    onDone,
  })
}

function useTenderPlace(tender_id: string) {
  const organisation_id = useOrganisationId()
  return { path: { organisation_id, tender_id }, refresh: [tendersKey(organisation_id), tenderKey(organisation_id, tender_id)] }
}

export function useChangeTender(tender: Tender, onDone: () => void) {
  const { path, refresh } = useTenderPlace(tender.id)
  return useIntent({
    send: (body: TenderChanges, headers) =>
      bodyOf(client.PATCH(TENDER, { params: { path }, headers: { ...headers, 'If-Match': `"${tender.revision ?? 0}"` }, body })),
    refresh,
    onDone,
  })
}

export function useFreezeTender(tender: Tender, onDone: () => void) {
  const { path, refresh } = useTenderPlace(tender.id)
  return useIntent({
    send: (_: 'freeze', headers) =>
      bodyOf(client.POST(`${TENDER}/freeze`, { params: { path }, headers: { ...headers, 'If-Match': `"${tender.revision ?? 0}"` } })),
    refresh,
    onDone,
  })
}

export function useAppoint(tender_id: string, onDone: () => void) {
  const { path, refresh } = useTenderPlace(tender_id)
  return useIntent({
    send: (membership_id: string, headers) =>
      bodyOf(client.POST(`${TENDER}/evaluators`, { params: { path }, headers, body: { membership_id } })),
    refresh,
    onDone,
  })
}

export function useDeclare(tender_id: string, onDone: () => void) {
  const { path, refresh } = useTenderPlace(tender_id)
  return useIntent({
    send: (body: { has_conflict: boolean; words: string }, headers) =>
      bodyOf(client.POST(`${TENDER}/declaration`, { params: { path }, headers, body })),
    refresh,
    onDone,
  })
}

export function useInviteSupplier(tender_id: string, onDone: () => void) {
  const { path, refresh } = useTenderPlace(tender_id)
  return useIntent({
    send: (body: Schemas['InviteSupplierInputRequest'], headers) =>
      bodyOf(client.POST(`${TENDER}/bids`, { params: { path }, headers, body })),
    refresh,
    onDone,
  })
}

export function useBidderLink(tender_id: string, bid_id: string) {
  const { path, refresh } = useTenderPlace(tender_id)
  return useIntent({
    send: (_: 'link', headers) => bodyOf(client.POST(`${BID}/link`, { params: { path: { ...path, bid_id } }, headers })),
    refresh,
  })
}

export function useResendBidderLink(tender_id: string, onDone: () => void) {
  const { path, refresh } = useTenderPlace(tender_id)
  return useIntent({
    send: (bid_id: string, headers) => bodyOf(client.POST(`${BID}/resend`, { params: { path: { ...path, bid_id } }, headers })),
    refresh,
    onDone,
  })
}

export function useAnswerClarification(tender_id: string, onDone: () => void) {
  const { path, refresh } = useTenderPlace(tender_id)
  return useIntent({
    send: ({ id, answer }: { id: string; answer: string }, headers) =>
      bodyOf(
        client.POST(`${TENDER}/clarifications/{clarification_id}/answer`, {
          params: { path: { ...path, clarification_id: id } },
          headers,
          body: { answer },
        }),
      ),
    refresh,
    onDone,
  })
}

export function useGradeEvidence(tender_id: string, bid_id: string, evidence_id: string, onDone: () => void) {
  const { path, refresh } = useTenderPlace(tender_id)
  return useIntent({
    send: (body: GradeInput, headers) =>
      bodyOf(client.POST(`${BID}/evidence/{evidence_id}/grade`, { params: { path: { ...path, bid_id, evidence_id } }, headers, body })),
    refresh,
    onDone,
  })
}

export function useDecideBid(tender_id: string, bid_id: string, onDone: () => void) {
  const { path, refresh } = useTenderPlace(tender_id)
  return useIntent({
    send: (body: BidDecisionInput, headers) =>
      bodyOf(client.POST(`${BID}/decisions`, { params: { path: { ...path, bid_id } }, headers, body })),
    refresh,
    onDone,
  })
}

export function useAnswerContest(tender_id: string, bid_id: string, onDone: () => void) {
  const { path, refresh } = useTenderPlace(tender_id)
  return useIntent({
    send: ({ id, answer }: { id: string; answer: string }, headers) =>
      bodyOf(
        client.POST(`${BID}/contests/{contest_id}/answer`, {
          params: { path: { ...path, bid_id, contest_id: id } },
          headers,
          body: { answer },
        }),
      ),
    refresh,
    onDone,
  })
}

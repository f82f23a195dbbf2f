/** The calls of a bidding supplier's contact. Who asks is known by a cookie; the header stands for a CSRF token. */
import type { components } from './generated/schema'
import { problemFrom, unreachable } from './problem'

type Schemas = components['schemas']
export type BidState = Schemas['BidStateOutput']
export type ReadStaffList = Schemas['ReadStaffListOutput']

const ROOT = '/api/v1/bid'

async function call<T>(method: 'GET' | 'POST' | 'DELETE', path: string, body?: unknown): Promise<T> {
  const isFile = body instanceof FormData
  const response = await fetch(`${ROOT}/${path}`, {
    method,
    credentials: 'same-origin',
    cache: 'no-store',
    headers: { 'X-Onculture-Player': '1', ...(body === undefined || isFile ? {} : { 'Content-Type': 'application/json' }) },
    body: body === undefined ? undefined : isFile ? body : JSON.stringify(body),
  }).catch(() => {
    throw unreachable()
  })
  if (!response.ok) throw await problemFrom(response)
  return (response.status === 204 ? undefined : await response.json()) as T
}

export const exchangeBidderToken = (token: string) => call<undefined>('POST', 'exchange', { token })
export const fetchBidState = () => call<BidState>('GET', 'state')
export const fetchOwnSummary = () => call<Schemas['ReportOutput']>('GET', 'summary')
export const previewStaffList = (text: string) => call<ReadStaffList>('POST', 'staff-list/preview', { text })
export const handInStaffList = (body: { text: string; staff_informed: boolean }) => call<BidState>('POST', 'staff-list', body)
export const askQuestion = (question: string) => call<BidState>('POST', 'questions', { question })
export const handInEvidence = (form: FormData) => call<BidState>('POST', 'evidence', form)
export const takeBackEvidence = (id: string) => call<BidState>('DELETE', `evidence/${id}`)
export const contestAssessment = (words: string) => call<BidState>('POST', 'contests', { words })
export const ownEvidenceHref = (id: string) => `${ROOT}/evidence/${id}`
export const OWN_SUMMARY_PDF = `${ROOT}/summary.pdf`

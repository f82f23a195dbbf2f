/** The test taker's calls. Who asks is known by a cookie; a header that no other site can send stands for a CSRF token. */
import { problemFrom, unreachable } from './problem'
import type {
  AccommodationInput,
  Acknowledgement,
  AnswerBatch,
  OwnAnswers,
  OwnReport,
  StartInput,
  SubmitInput,
  Submission,
  TakerSection,
  TakerState,
} from './taker-schemas'

const ROOT = '/api/v1/take'
const TIMEOUT_MS = 20_000

async function call<T>(method: 'GET' | 'POST', path: string, body?: unknown, headers: Record<string, string> = {}) {
  const request: RequestInit = {
    method,
    credentials: 'same-origin',
    // What one person was shown must not come out of the browser's cache for the next person on this device.
    cache: 'no-store',
    signal: AbortSignal.timeout(TIMEOUT_MS),
    headers: { 'X-Onculture-Player': '1', ...(body === undefined ? {} : { 'Content-Type': 'application/json' }), ...headers },
    body: body === undefined ? undefined : JSON.stringify(body),
  }
  const response = await fetch(`${ROOT}/${path}`, request).catch(() => {
    throw unreachable()
  })
  if (!response.ok) throw await problemFrom(response)
  return (response.status === 204 ? undefined : await response.json().catch(() => undefined)) as T
}

export const exchangeToken = (token: string) => call<undefined>('POST', 'exchange', { token })
/** Before the start in another language, where one is named. */
export const fetchState = (language = '') =>
  call<TakerState>('GET', language ? `state?language=${encodeURIComponent(language)}` : 'state')
export const startSitting = (input: StartInput) => call<TakerState>('POST', 'start', input)
export const openSection = (index: number) => call<TakerState>('POST', `sections/${index}/open`, {})
export const fetchSection = (index: number) => call<TakerSection>('GET', `sections/${index}`)
export const sendAnswers = (batch: AnswerBatch) => call<Acknowledgement>('POST', 'answers', batch)
export const fetchAnswers = () => call<OwnAnswers>('GET', 'answers')
export const pauseSitting = () => call<TakerState>('POST', 'pause', {})
export const withdraw = () => call<TakerState>('POST', 'withdraw', {})
export const askForNewLink = (email: string) => call<unknown>('POST', 'lost-link', { email })
export const askForAccommodation = (input: AccommodationInput) => call<TakerState>('POST', 'accommodations', input)

export const fetchReport = () => call<OwnReport>('GET', 'report')

/** The key makes a repeated submission the same submission. */
export const submitSitting = (input: SubmitInput, key: string) =>
  call<Submission>('POST', 'submit', input, { 'Idempotency-Key': key })

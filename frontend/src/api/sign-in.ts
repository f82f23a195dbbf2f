/**
 * The sign-in API of django-allauth (headless, browser). It publishes its own schema, apart from ours, so its few
 * shapes stand here by hand.
 */
import { csrfToken } from './csrf'
import { problemFrom, unreachable, type ProblemError } from './problem'

const ROOT = '/_allauth/browser/v1'

export type SignInFlow = 'login' | 'mfa_authenticate' | 'mfa_reauthenticate' | 'reauthenticate' | 'verify_email'

interface Answer {
  status: number
  data?: { flows?: { id: string; is_pending?: boolean }[] }
  meta?: { is_authenticated?: boolean; secret?: string; totp_url?: string; recovery_code_count?: number }
}

/** `done`, or the step that the server waits for. */
export type SignInResult = { state: 'done' } | { state: 'pending'; flow: SignInFlow }

async function send(method: string, path: string, body?: unknown): Promise<Response> {
  const headers: Record<string, string> = { Accept: 'application/json', 'X-CSRFToken': csrfToken() }
  if (body !== undefined) headers['Content-Type'] = 'application/json'
  const init = { method, headers, credentials: 'same-origin', body: JSON.stringify(body) } satisfies RequestInit
  return fetch(ROOT + path, init).catch(() => {
    throw unreachable()
  })
}

async function refusal(response: Response): Promise<ProblemError> {
  return problemFrom(response)
}

/** allauth answers 401 both for "one more step" and for "not signed in"; a pending flow tells them apart. */
async function resultOf(response: Response): Promise<SignInResult> {
  if (response.ok) return { state: 'done' }
  if (response.status !== 401) throw await refusal(response)
  const answer = (await response.json()) as Answer
  const pending = answer.data?.flows?.find((flow) => flow.is_pending) ?? answer.data?.flows?.[0]
  return { state: 'pending', flow: (pending?.id ?? 'login') as SignInFlow }
}

const post = async (path: string, body: unknown) => resultOf(await send('POST', path, body))

/** Sets the CSRF cookie as a side effect, so it comes before every first sign-in. */
export async function readSession(): Promise<boolean> {
  const response = await send('GET', '/auth/session')
  return response.ok
}

export const signIn = (body: { email: string; password: string }) => post('/auth/login', body)
export const enterSecondFactor = (code: string) => post('/auth/2fa/authenticate', { code })
export const reauthenticate = (password: string) => post('/auth/reauthenticate', { password })
export const reauthenticateWithCode = (code: string) => post('/auth/2fa/reauthenticate', { code })
export const requestPasswordReset = (email: string) => post('/auth/password/request', { email })
export const resetPassword = (body: { key: string; password: string }) => post('/auth/password/reset', body)

export async function signOut(): Promise<void> {
  const response = await send('DELETE', '/auth/session')
  if (!response.ok && response.status !== 401) throw await refusal(response)
}

export type TotpState = { active: true } | { active: false; secret: string; address: string }

export async function readTotp(): Promise<TotpState> {
  const response = await send('GET', '/account/authenticators/totp')
  if (response.ok) return { active: true }
  if (response.status !== 404) throw await refusal(response)
  const { meta } = (await response.json()) as Answer
  return { active: false, secret: meta?.secret ?? '', address: meta?.totp_url ?? '' }
}

export const activateTotp = (code: string) => post('/account/authenticators/totp', { code })

export async function deactivateTotp(): Promise<SignInResult> {
  return resultOf(await send('DELETE', '/account/authenticators/totp'))
}

export async function readRecoveryCodes(): Promise<string[]> {
  const response = await send('GET', '/account/authenticators/recovery-codes')
  if (!response.ok) throw await refusal(response)
  const { data } = (await response.json()) as { data: { unused_codes?: string[] } }
  return data.unused_codes ?? []
}

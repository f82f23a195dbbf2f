import { csrfToken } from './csrf'
import { problemFrom, unreachable } from './problem'

/** Asks the person to sign in again, in place; resolves to false when they would rather not. */
export type SignInAgain = () => Promise<boolean>

let signInAgain: SignInAgain = () => Promise.resolve(false)
let asking: Promise<boolean> | null = null

export function onSessionExpired(ask: SignInAgain): void {
  signInAgain = ask
}

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS'])

function withToken(request: Request): Request {
  if (!SAFE.has(request.method)) request.headers.set('X-CSRFToken', csrfToken())
  return request
}

async function reach(request: Request): Promise<Response> {
  try {
    return await fetch(withToken(request))
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw unreachable()
  }
}

async function csrfFailed(response: Response): Promise<boolean> {
  return response.status === 403 && /csrf/i.test((await problemFrom(response.clone())).code)
}

/**
 * Fetch for our own API. A session that ended in mid-page is renewed in place and the request sent again, so that no
 * typed text is lost; a stale CSRF token is fetched afresh once.
 */
export async function guardedFetch(request: Request): Promise<Response> {
  const again = request.clone()
  const response = await reach(request)
  if (response.status === 401) {
    asking ??= signInAgain().finally(() => (asking = null))
    return (await asking) ? reach(again) : response
  }
  if (await csrfFailed(response)) {
    await fetch('/_allauth/browser/v1/auth/session', { credentials: 'same-origin' })
    return reach(again)
  }
  return response
}

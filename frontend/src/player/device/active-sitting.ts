const KEY = 'onculture.sitting'

/**
 * Whose cookie this browser holds now. When somebody else opens a link in another tab, the cookie changes hands at
 * once, and a tab that is still open must not send its answers under it.
 */
export function activeSitting(): string | null {
  return window.localStorage.getItem(KEY)
}

export function setActiveSitting(scope: string): void {
  window.localStorage.setItem(KEY, scope)
}

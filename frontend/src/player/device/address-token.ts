/** The secret at the end of the link. It stands in the fragment, which no browser sends to a server. */
export function tokenInAddress(): string | null {
  return window.location.hash.length > 1 ? decodeURIComponent(window.location.hash.slice(1)) : null
}

/** Takes the secret out of the address bar and out of the history. */
export function removeTokenFromAddress(): void {
  window.history.replaceState(window.history.state, '', window.location.pathname + window.location.search)
}

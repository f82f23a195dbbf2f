/**
 * Tokens travel behind the #, which never reaches a server, a log or a referrer. Once read, the token leaves the
 * address bar, so that it stays out of the history and of screenshots.
 */
export function takeFragment(): string {
  const token = decodeURIComponent(window.location.hash.slice(1))
  if (token) window.history.replaceState(window.history.state, '', window.location.pathname + window.location.search)
  return token
}

const COOKIE = '__Host-csrftoken'

/** The token that Django compares with its cookie; empty before the first page was served. */
export function csrfToken(): string {
  const pair = document.cookie.split('; ').find((part) => part.startsWith(`${COOKIE}=`))
  return pair ? decodeURIComponent(pair.slice(COOKIE.length + 1)) : ''
}

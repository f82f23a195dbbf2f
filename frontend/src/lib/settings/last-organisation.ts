const STORED = 'onculture.organisation'

/** Where this browser worked last; only a wish, the list of memberships decides. */
export function lastOrganisation(): string | null {
  return window.localStorage.getItem(STORED)
}

export function rememberOrganisation(id: string): void {
  window.localStorage.setItem(STORED, id)
}

/** Addresses of files that the browser fetches itself: they carry the cookie, so nothing goes through a script. */
type Filters = object & { cursor?: unknown; page?: unknown }

/** A list as a CSV file: with the filters and the order of the list, without its pages. */
export function listFile(organisationId: string, list: string, filters: Filters = {}): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries<unknown>({ ...filters }))
    if (name !== 'cursor' && name !== 'page' && (typeof value === 'string' || typeof value === 'number') && value !== '') query.set(name, String(value))
  const asked = query.size > 0 ? `?${query.toString()}` : ''
  return `/api/v1/organisations/${organisationId}/${list}.csv${asked}`
}

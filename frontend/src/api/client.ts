/** The one way to our own API; its types are generated from `backend/openapi.yaml`. */
import createClient from 'openapi-fetch'
import type { paths } from './generated/schema'
import { problemFrom } from './problem'
import { guardedFetch } from './session-guard'

export const client = createClient<paths>({ baseUrl: '', credentials: 'same-origin', fetch: guardedFetch })

client.use({
  async onResponse({ response }) {
    if (!response.ok) throw await problemFrom(response)
  },
})

/** The body of an answer. A refusal has been thrown as `ProblemError` before. */
export async function bodyOf<T>(answer: Promise<{ data?: T }>): Promise<T> {
  const { data } = await answer
  return data as T
}

const LARGEST_PAGE = 200

/** The cursor inside the address of a next or previous page. */
export function cursorOf(address: string | null | undefined): string | undefined {
  if (!address) return undefined
  return new URL(address, window.location.origin).searchParams.get('cursor') ?? undefined
}

interface ListPage<Row> {
  results: Row[]
  next?: string | null
}

/** Every row of a list that comes in pages: for what people choose from, and for pages without a pager. */
export async function allRows<Row>(
  page: (query: { cursor?: string; page_size: number }) => Promise<ListPage<Row>>,
): Promise<Row[]> {
  const rows: Row[] = []
  let cursor: string | undefined
  do {
    const { results, next } = await page({ page_size: LARGEST_PAGE, ...(cursor && { cursor }) })
    rows.push(...results)
    cursor = cursorOf(next)
  } while (cursor)
  return rows
}

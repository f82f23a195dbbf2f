import { expect, test } from 'vitest'
import { allRows } from './client'

test('a list of several pages is read whole, in order, by its own cursors', async () => {
  const pages: Record<string, { results: number[]; next: string | null }> = {
    first: { results: [1, 2], next: 'https://house.example/api/v1/things?cursor=b&page_size=200' },
    b: { results: [3], next: 'https://house.example/api/v1/things?cursor=c&page_size=200' },
    c: { results: [4, 5], next: null },
  }
  const asked: unknown[] = []

  const rows = await allRows((query) => {
    asked.push(query)
    return Promise.resolve(pages[query.cursor ?? 'first'] ?? { results: [], next: null })
  })

  expect(rows).toEqual([1, 2, 3, 4, 5])
  expect(asked).toEqual([{ page_size: 200 }, { page_size: 200, cursor: 'b' }, { page_size: 200, cursor: 'c' }])
})

import { expect, test } from 'vitest'
import { listFile } from './files'

test('the file of a list has its filters and its order, and no page', () => {
  const filters = { status: 'submitted', search: 'Ada & Bo', sort: '-name', page: 3, cursor: 'abc', mail: undefined }

  expect(listFile('42', 'campaigns/7/candidates', filters)).toBe(
    '/api/v1/organisations/42/campaigns/7/candidates.csv?status=submitted&search=Ada+%26+Bo&sort=-name',
  )
})

test('without filters nothing is asked for', () => {
  expect(listFile('42', 'members')).toBe('/api/v1/organisations/42/members.csv')
})

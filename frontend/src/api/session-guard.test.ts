import { afterEach, expect, test, vi } from 'vitest'
import { guardedFetch, onSessionExpired } from './session-guard'

const ADDRESS = 'http://localhost:3000/api/v1/me'

function serverAnswers(...answers: Response[]) {
  const sent: Request[] = []
  vi.stubGlobal('fetch', (request: Request) => {
    sent.push(request)
    return Promise.resolve(answers.shift() ?? new Response('{}'))
  })
  return sent
}

afterEach(() => {
  vi.unstubAllGlobals()
  onSessionExpired(() => Promise.resolve(false))
})

test('a request that met an expired session is sent again, body included, once the person signed in', async () => {
  const sent = serverAnswers(new Response('{}', { status: 401 }), new Response('{}', { status: 200 }))
  onSessionExpired(() => Promise.resolve(true))

  const response = await guardedFetch(new Request(ADDRESS, { method: 'POST', body: '{"name":"Ada"}' }))

  expect(response.status).toBe(200)
  expect(await sent[1]?.text()).toBe('{"name":"Ada"}')
})

test('several requests that expire together ask only once', async () => {
  serverAnswers(new Response('{}', { status: 401 }), new Response('{}', { status: 401 }))
  const ask = vi.fn(() => Promise.resolve(true))
  onSessionExpired(ask)

  await Promise.all([guardedFetch(new Request(ADDRESS)), guardedFetch(new Request(ADDRESS))])

  expect(ask).toHaveBeenCalledTimes(1)
})

test('somebody who would rather not sign in gets the refusal', async () => {
  serverAnswers(new Response('{}', { status: 401 }))

  const response = await guardedFetch(new Request(ADDRESS))

  expect(response.status).toBe(401)
})

test('a server that cannot be reached is a problem of its own', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('network')))

  await expect(guardedFetch(new Request(ADDRESS))).rejects.toMatchObject({ status: 0, code: 'unreachable' })
})

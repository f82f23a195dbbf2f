import { expect, test } from 'vitest'
import { problemFrom } from './problem'

const answer = (status: number, body: unknown) => new Response(JSON.stringify(body), { status })

test('a problem document keeps its code, words and places', async () => {
  const problem = await problemFrom(
    answer(422, {
      code: 'invalid',
      title: 'Refused',
      detail: 'Two things are wrong.',
      errors: [{ field: 'email', code: 'taken', message: 'Is a member already.', remedy: 'Change the roles instead.' }],
    }),
  )

  expect(problem).toMatchObject({ status: 422, code: 'invalid', title: 'Refused', detail: 'Two things are wrong.' })
  expect(problem.errors).toEqual([
    { field: 'email', code: 'taken', message: 'Is a member already.', remedy: 'Change the roles instead.' },
  ])
})

test('the sign-in API names the place "param"', async () => {
  const problem = await problemFrom(answer(400, { errors: [{ code: 'email_password_mismatch', param: 'password', message: 'No.' }] }))

  expect(problem.code).toBe('email_password_mismatch')
  expect(problem.errors[0]?.field).toBe('password')
})

test('the page of a proxy in between still becomes a problem', async () => {
  const problem = await problemFrom(new Response('<html>Bad gateway</html>', { status: 502 }))

  expect(problem).toMatchObject({ status: 502, code: 'http_502', errors: [] })
})

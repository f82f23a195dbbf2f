import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { expect, test, vi } from 'vitest'
import { ProblemError } from '@/api/problem'
import { renderInConsole } from '@/testing/render'
import { Button } from './button'
import { Form } from './form'
import { TextField } from './text-field'

const TAKEN = { field: 'email', code: 'taken', message: 'Is a member already.', remedy: 'Change the roles instead.' }

/** A form whose server answers with this problem. */
function RefusedForm({ problem }: { problem: ProblemError }) {
  const [answer, setAnswer] = useState<ProblemError | null>(null)
  return (
    <Form label="Invite" problem={answer} onSubmit={() => setAnswer(problem)}>
      <TextField label="E-mail" name="email" optional />
      <Button type="submit">Send</Button>
    </Form>
  )
}

async function refusedBy(problem: ProblemError) {
  renderInConsole(<RefusedForm problem={problem} />)
  await userEvent.click(screen.getByRole('button', { name: 'Send' }))
}

function form(onSubmit = vi.fn()) {
  renderInConsole(
    <Form label="Invite" onSubmit={onSubmit}>
      <TextField label="E-mail" name="email" />
      <Button type="submit">Send</Button>
    </Form>,
  )
  return onSubmit
}

test('the values come by the names of the fields', async () => {
  const onSubmit = form()

  await userEvent.type(screen.getByLabelText('E-mail'), 'ada@example.org')
  await userEvent.click(screen.getByRole('button', { name: 'Send' }))

  expect(onSubmit.mock.calls[0]?.[0]).toEqual({ email: 'ada@example.org' })
})

test('an empty field is refused in our own words', async () => {
  const onSubmit = form()

  await userEvent.click(screen.getByRole('button', { name: 'Send' }))

  expect(onSubmit).not.toHaveBeenCalled()
  expect(screen.getByText('Please fill this in.')).toBeVisible()
})

test('a refusal lands at its field, with message and remedy, and takes the focus', async () => {
  await refusedBy(new ProblemError(422, 'invalid', 'Refused', '', [TAKEN]))

  expect(screen.getByLabelText(/E-mail/)).toHaveAccessibleDescription('Is a member already. Change the roles instead.')
  expect(screen.getByLabelText(/E-mail/)).toHaveFocus()
})

test('a refusal without a place stands above the form', async () => {
  await refusedBy(new ProblemError(403, 'forbidden', 'Not yours', 'Ask an owner.'))

  expect(screen.getByRole('alert')).toHaveTextContent('Not yoursAsk an owner.')
})

test('a refusal about something the form does not ask for is not swallowed', async () => {
  await refusedBy(new ProblemError(422, 'invalid', 'Refused', 'See below.', [{ ...TAKEN, field: 'roles' }]))

  expect(screen.getByRole('alert')).toHaveTextContent('Is a member already. Change the roles instead.')
})

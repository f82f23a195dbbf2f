import { screen } from '@testing-library/react'
import { expect, it } from 'vitest'
import { renderInConsole } from '@/testing/render'
import { SaveBadge } from './save-badge'

const cases = [
  [{ connection: 'reachable', waiting: 0 }, 'Saved'],
  [{ connection: 'reachable', waiting: 3 }, '3 marks wait to be sent'],
  [{ connection: 'unreachable', waiting: 0 }, 'Offline: keep going'],
  [{ connection: 'unreachable', waiting: 1 }, 'Offline: keep going. 1 mark waits on this device.'],
  [{ connection: 'signed_out', waiting: 2 }, 'Sign in again to send 2 marks.'],
  [{ connection: 'closed', waiting: 2 }, 'This card is closed. 2 marks came too late.'],
] as const

it.each(cases)('says of %o: %s', (state, words) => {
  renderInConsole(<SaveBadge status={{ ...state, refused: 0, durable: true }} />)

  expect(screen.getByRole('status')).toHaveTextContent(words)
})

import { i18n } from '@lingui/core'
import { I18nProvider } from '@lingui/react'
import { render, screen } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import type { QueueStatus } from '@/lib/offline-queue/offline-queue'
import { stateWith } from '../sitting.testing'
import { Observable } from '../sitting/observable'
import { IDLE, type OpenSitting } from '../sitting/snapshot'
import type { TakerSession } from '../sitting/taker-session'
import { SaveBadge } from './save-badge'
import { SessionProvider } from './session-context'

function badgeFor(change: Partial<QueueStatus>): string | null {
  const queue: QueueStatus = { waiting: 0, refused: 0, connection: 'reachable', durable: true, ...change }
  const place = { kind: 'review' } as const
  const shown = new Observable<OpenSitting>({
    phase: 'open',
    state: stateWith(),
    sections: {},
    values: {},
    queue,
    place,
    task: IDLE,
  })
  const session: unknown = { shown }
  render(
    <I18nProvider i18n={i18n}>
      <SessionProvider value={session as TakerSession}>
        <SaveBadge />
      </SessionProvider>
    </I18nProvider>,
  )
  return screen.getByTestId('save-badge').textContent
}

describe('the save badge', () => {
  it.each<[Partial<QueueStatus>, string]>([
    [{}, 'Saved'],
    [{ waiting: 1 }, '1 answer waiting to be sent'],
    [{ waiting: 3 }, '3 answers waiting to be sent'],
    [{ connection: 'unreachable' }, 'Offline: keep going, nothing is lost'],
    [
      { connection: 'unreachable', waiting: 2 },
      'Offline: keep going, nothing is lost. 2 answers wait on this device.',
    ],
    [
      { connection: 'signed_out', waiting: 1 },
      '1 answer waits on this device. Open the link from your invitation again to send it.',
    ],
    [{ connection: 'closed', waiting: 1 }, 'This sitting is closed. 1 answer came too late.'],
  ])('says in words where the answers are: %o', (status, words) => {
    expect(badgeFor(status)).toBe(words)
  })
})

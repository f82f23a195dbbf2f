import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { MemoryStore } from './memory-store'
import { Profile, SCOPE, waitUntil } from './profile.testing'

let profile: Profile

beforeEach(async () => {
  profile = await Profile.open()
})

afterEach(() => profile.discard())

describe('a queue', () => {
  it('sends every value in the order given and keeps none that was acknowledged', async () => {
    const queue = profile.queue()
    queue.start()

    await queue.put('i1', 3)
    await queue.put('i2', 5)
    await queue.put('i1', 4)
    await queue.whenEmpty()

    expect(profile.ledger.log.map((row) => [row.seq, row.item, row.value])).toEqual([
      [1, 'i1', 3],
      [2, 'i2', 5],
      [3, 'i1', 4],
    ])
    expect(queue.status).toEqual({ waiting: 0, refused: 0, connection: 'reachable', durable: true })
  })

  it('sends at most fifty events at once', async () => {
    const queue = profile.queue()
    for (let place = 1; place <= 120; place += 1) await queue.put(`i${place}`, 1)

    queue.start()
    await queue.whenEmpty()

    expect(profile.ledger.batches).toEqual([50, 50, 20])
  })

  it('never sends the events of another sitting', async () => {
    await profile.queue({ scope: 'sitting-2' }).put('i9', 9)
    const queue = profile.queue()
    await queue.put('i1', 1)

    queue.start()
    await queue.whenEmpty()

    expect(profile.ledger.current).toEqual({ i1: 1 })
    expect(await profile.store.countWaiting('sitting-2')).toBe(1)
  })

  it('stops when the sitting is closed and keeps what waits', async () => {
    const queue = profile.queue({ transport: () => Promise.resolve({ kind: 'closed' }) })
    queue.start()

    await queue.put('i1', 1)
    await waitUntil(() => queue.status.connection === 'closed')

    expect(await profile.store.countWaiting(SCOPE)).toBe(1)
  })

  it('goes on after the person has signed in again', async () => {
    let signedIn = false
    const queue = profile.queue({
      transport: (client, events) =>
        signedIn ? profile.ledger.transport(client, events) : Promise.resolve({ kind: 'signed_out' }),
    })
    queue.start()
    await queue.put('i1', 1)
    await waitUntil(() => queue.status.connection === 'signed_out')

    signedIn = true
    queue.wake()
    await queue.whenEmpty()

    expect(profile.ledger.current).toEqual({ i1: 1 })
  })

  it('lets a value that waits stand against the server\'s', async () => {
    profile.ledger.online = false
    const queue = profile.queue()
    await queue.put('i1', 5)

    await queue.replaceValues(() => Promise.resolve({ i1: 1, i2: 2 }))

    expect(await queue.values()).toEqual({ i1: 5, i2: 2 })
  })

  it('numbers by the order given, whatever the clock says', async () => {
    const days = ['2031-01-01', '1999-01-01']
    const queue = profile.queue({ now: () => new Date(days.shift() ?? '') })
    await queue.put('i1', 1)
    await queue.put('i1', 2)

    queue.start()
    await queue.whenEmpty()

    expect(profile.ledger.current).toEqual({ i1: 2 })
  })

  it('works in memory where a browser keeps nothing, and says so', async () => {
    const queue = profile.queue({ store: new MemoryStore() })
    queue.start()

    await queue.put('i1', 1)
    await queue.whenEmpty()

    expect(profile.ledger.current).toEqual({ i1: 1 })
    expect(queue.status.durable).toBe(false)
  })
})

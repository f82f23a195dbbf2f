import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { IndexedDbStore } from './indexed-db-store'
import { Profile, waitUntil } from './profile.testing'
import type { QueueStore } from './queue-store'
import type { Delivery } from './transport'

let profile: Profile

beforeEach(async () => {
  profile = await Profile.open()
})

afterEach(() => profile.discard())

describe('a queue under faults', () => {
  it('keeps what was given without a network, and loses nothing when the page is loaded again', async () => {
    profile.ledger.online = false
    const before = profile.queue()
    before.start()
    for (const item of ['i3', 'i4', 'i5', 'i6']) await before.put(item, 2)

    await profile.restart()
    profile.ledger.online = true
    const after = profile.queue()
    after.start()
    await after.whenEmpty()

    expect(profile.ledger.current).toEqual({ i3: 2, i4: 2, i5: 2, i6: 2 })
  })

  it('loses answers when it deletes before the acknowledgement (control)', async () => {
    const lost: Promise<Delivery>[] = []
    const mutant = profile.queue({
      store: deletingBeforeAcknowledge(profile.store),
      transport: () => {
        const delivery = Promise.resolve<Delivery>({ kind: 'unreachable' })
        lost.push(delivery)
        return delivery
      },
    })
    mutant.start()
    await mutant.put('i3', 2)
    await mutant.whenEmpty()
    mutant.stop()

    const after = profile.queue()
    after.start()
    await after.whenEmpty()

    expect(lost).toHaveLength(1)
    expect(profile.ledger.current).toEqual({})
  })

  it('tries again for ever and says meanwhile that the server is out of reach', async () => {
    profile.ledger.online = false
    const attempts: number[] = []
    const queue = profile.queue({ delay: (attempt) => (attempts.push(attempt), 1) })
    queue.start()

    await queue.put('i1', 1)
    await waitUntil(() => attempts.length > 20)

    expect(queue.status).toEqual({ waiting: 1, refused: 0, connection: 'unreachable', durable: true })
    profile.ledger.online = true
    await queue.whenEmpty()
    expect(profile.ledger.current).toEqual({ i1: 1 })
  })

  it('sends what a closed tab left behind first, under the closed tab\'s own client id', async () => {
    const dead = profile.queue({ client: 'tab-dead' })
    await dead.put('i1', 1)
    await dead.put('i2', 2)
    const living = profile.queue({ client: 'tab-living' })
    await living.put('i1', 6)

    living.start()
    await living.whenEmpty()

    expect(profile.ledger.log.map((row) => [row.client, row.seq, row.value])).toEqual([
      ['tab-dead', 1, 1],
      ['tab-dead', 2, 2],
      ['tab-living', 1, 6],
    ])
    expect(profile.ledger.current).toEqual({ i1: 6, i2: 2 })
  })

  it('counts afresh when the server has forgotten earlier events', async () => {
    const queue = profile.queue()
    queue.start()
    await queue.put('i1', 1)
    await queue.put('i2', 2)
    await queue.whenEmpty()
    profile.ledger.log.splice(0)

    await queue.put('i3', 3)
    await queue.whenEmpty()

    expect(profile.ledger.current).toEqual({ i3: 3 })
  })

  it('sets a value aside that the server refuses, and sends the others', async () => {
    profile.ledger.refuses = (event) => event.item === 'bad'
    const queue = profile.queue()
    for (const item of ['i1', 'bad', 'i2', 'i3']) await queue.put(item, 1)

    queue.start()
    await queue.whenEmpty()
    await queue.put('i4', 1)
    await queue.whenEmpty()

    expect(profile.ledger.current).toEqual({ i1: 1, i2: 1, i3: 1, i4: 1 })
    expect(queue.status.refused).toBe(1)
  })

  it('counts an event once when its acknowledgement was lost on the way', async () => {
    let cut = true
    const queue = profile.queue({
      transport: async (client, events) => {
        const delivery = await profile.ledger.transport(client, events)
        const lost = cut
        cut = false
        return lost ? { kind: 'unreachable' } : delivery
      },
    })
    queue.start()

    await queue.put('i1', 4)
    await queue.whenEmpty()

    expect(profile.ledger.log).toEqual([{ client: 'tab-a', seq: 1, item: 'i1', value: 4 }])
    expect(profile.ledger.batches).toEqual([1, 1])
  })

  it('keeps every value over a hundred cuts and restarts at random moments', async () => {
    const chance = seededChance(20261121)
    const expected: Record<string, number> = {}
    for (let round = 1; round <= 20; round += 1) {
      const queue = profile.queue({ client: `tab-${round}` })
      queue.start()
      for (let answer = 0; answer < 5; answer += 1) {
        profile.ledger.online = chance() < 0.5
        const item = `i${Math.ceil(chance() * 9)}`
        expected[item] = round * 10 + answer
        await queue.put(item, round * 10 + answer)
      }
      await profile.restart()
    }

    profile.ledger.online = true
    const last = profile.queue({ client: 'tab-last' })
    last.start()
    await last.whenEmpty()

    expect(profile.ledger.current).toEqual(expected)
    expect(profile.ledger.log).toHaveLength(100)
  })
})

/** The known fault of another platform: the stored queue is emptied as soon as a batch is read from it. */
function deletingBeforeAcknowledge(honest: IndexedDbStore): QueueStore {
  return new Proxy(honest, {
    get(target, member) {
      if (member === 'head')
        return async (scope: string, limit: number) => {
          const batch = await target.head(scope, limit)
          const last = batch.at(-1)
          if (last) await target.deleteThrough(scope, last.client, last.seq)
          return batch
        }
      const value: unknown = Reflect.get(target, member)
      return typeof value === 'function' ? (value.bind(target) as unknown) : value
    },
  })
}

/** A small generator with a fixed seed (mulberry32), so that a failure can be repeated. */
function seededChance(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

/** For the tests of this folder: a server's side of the agreement, and a browser's storage that can be opened again. */
import 'fake-indexeddb/auto'
import { deleteIndexedDbStore, openIndexedDbStore, type IndexedDbStore } from './indexed-db-store'
import { OfflineQueue, type QueueParts } from './offline-queue'
import type { JsonValue, QueuedEvent } from './queued-event'
import { locksOfOneTab } from './tab-locks'
import type { Delivery } from './transport'

export const SCOPE = 'sitting-1'

/** A log per client, and the highest sequence number without a gap. */
export class Ledger {
  readonly log: { client: string; seq: number; item: string; value: JsonValue }[] = []
  readonly batches: number[] = []
  online = true
  refuses: (event: QueuedEvent) => boolean = () => false

  readonly transport = (client: string, events: readonly QueuedEvent[]): Promise<Delivery> => {
    if (!this.online) return Promise.resolve({ kind: 'unreachable' })
    if (events.some((event) => this.refuses(event))) return Promise.resolve({ kind: 'refused' })
    this.batches.push(events.length)
    for (const { seq, item, value } of events)
      if (!this.log.some((row) => row.client === client && row.seq === seq)) this.log.push({ client, seq, item, value })
    return Promise.resolve({ kind: 'acknowledged', through: this.contiguous(client) })
  }

  get current(): Record<string, JsonValue> {
    return Object.fromEntries(this.log.map((row) => [row.item, row.value]))
  }

  private contiguous(client: string): number {
    const seqs = new Set(this.log.filter((row) => row.client === client).map((row) => row.seq))
    let through = 0
    while (seqs.has(through + 1)) through += 1
    return through
  }
}

/** A browser profile with pages that can be killed and opened again. */
export class Profile {
  readonly ledger = new Ledger()
  private readonly queues: OfflineQueue[] = []

  private constructor(
    private readonly name: string,
    public store: IndexedDbStore,
  ) {}

  static async open(): Promise<Profile> {
    const name = `queue-${crypto.randomUUID()}`
    return new Profile(name, await openIndexedDbStore(name))
  }

  queue(parts: Partial<QueueParts> = {}): OfflineQueue {
    const transport = this.ledger.transport
    const common = { scope: SCOPE, client: 'tab-a', store: this.store, transport, locks: locksOfOneTab(), delay: () => 1 }
    const queue = new OfflineQueue({ ...common, ...parts })
    this.queues.push(queue)
    return queue
  }

  /** Every page goes without a farewell; what is on the disk stays. */
  async restart(): Promise<void> {
    this.stop()
    this.store = await openIndexedDbStore(this.name)
  }

  async discard(): Promise<void> {
    this.stop()
    await deleteIndexedDbStore(this.name)
  }

  private stop(): void {
    for (const queue of this.queues.splice(0)) queue.stop()
    this.store.close()
  }
}

export async function waitUntil(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 1))
}

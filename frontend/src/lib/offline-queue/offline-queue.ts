import { backoffDelay } from './backoff'
import type { QueueStore } from './queue-store'
import type { JsonValue, QueuedEvent, Values } from './queued-event'
import type { TabLocks } from './tab-locks'
import type { Delivery, Transport } from './transport'
import { Waiter } from './waiter'

export const LARGEST_BATCH = 50

export type Connection = 'reachable' | 'unreachable' | 'signed_out' | 'closed'

export interface QueueStatus {
  waiting: number
  /** Events that the server refuses; the person is told, and the values differ at submission. */
  refused: number
  connection: Connection
  /** False when events are lost with the page. */
  durable: boolean
}

export interface QueueParts {
  scope: string
  client: string
  store: QueueStore
  transport: Transport
  locks: TabLocks
  delay?: (attempt: number) => number
  now?: () => Date
}

/**
 * Values on their way to the server. An event is deleted here only after the server has acknowledged it; until then it
 * is sent again, for ever. All tabs share one queue and take turns at its head, so what a closed tab left behind is sent
 * by the next one, before anything newer, under the closed tab's own client id.
 */
export class OfflineQueue {
  private readonly watchers = new Set<() => void>()
  private readonly waiter = new Waiter()
  private current: QueueStatus
  private running = false
  private attempt = 0
  private beingKept = 0
  private client: string

  constructor(private readonly parts: QueueParts) {
    this.client = parts.client
    this.current = { waiting: 0, refused: 0, connection: 'reachable', durable: parts.store.durable }
  }

  get status(): QueueStatus {
    return this.current
  }

  subscribe(watcher: () => void): () => void {
    this.watchers.add(watcher)
    return () => this.watchers.delete(watcher)
  }

  /** Resolves when the value is kept on this device; sending it follows. */
  async put(item: string, value: JsonValue): Promise<void> {
    const { scope, store, now = () => new Date() } = this.parts
    // Before anything else, so that nothing shows as saved from the moment on at which it was given.
    this.beingKept += 1
    this.show({ waiting: this.current.waiting + 1 })
    try {
      await store.append({ scope, client: this.client, item, value, client_time: now().toISOString() })
    } finally {
      this.beingKept -= 1
      await this.count()
    }
    this.nudge()
  }

  values(): Promise<Values> {
    return this.parts.store.values(this.parts.scope)
  }

  /** Takes over the server's values. No batch is on its way meanwhile, so none can fall between the two. */
  replaceValues(fetchValues: () => Promise<Values>): Promise<void> {
    const { scope, store } = this.parts
    return this.exclusively(async () => store.replaceValues(scope, await fetchValues()))
  }

  start(): void {
    if (this.running) return
    this.running = true
    void this.run()
  }

  stop(): void {
    this.running = false
    this.waiter.wake()
  }

  /** Tries now instead of at the next appointed time: the network is back, or the person signed in again. */
  wake(): void {
    if (this.current.connection === 'closed') this.show({ connection: 'reachable' })
    this.waiter.wake()
  }

  /** Looks again at what waits: another tab may have queued or sent something. */
  async count(): Promise<void> {
    const { scope, store } = this.parts
    const [waiting, refused] = [await store.countWaiting(scope), await store.countSetAside(scope)]
    this.show({ waiting: waiting + this.beingKept, refused })
  }

  /** Resolves once nothing waits any more. */
  async whenEmpty(): Promise<void> {
    await this.count()
    if (this.current.waiting === 0) return
    this.waiter.wake()
    await new Promise<void>((resolve) => {
      const leave = this.subscribe(() => {
        if (this.current.waiting > 0) return
        leave()
        resolve()
      })
    })
  }

  private nudge(): void {
    // While the server is away, the appointed time stands: every further answer would else be a further attempt.
    if (this.current.connection === 'reachable') this.waiter.wake()
  }

  private async run(): Promise<void> {
    while (this.isRunning()) {
      const pause = await this.turn().catch(() => this.postpone({ kind: 'unreachable' }))
      if (pause === 'go_on' || !this.isRunning()) continue
      await this.waiter.wait(pause)
    }
  }

  /** One batch. Says how long to wait before the next: at once, some milliseconds, or until something wakes us. */
  private async turn(): Promise<'go_on' | number | null> {
    if (this.current.connection === 'closed') return null
    const delivery = await this.exclusively(() => this.sendHead())
    await this.count()
    if (delivery === null) return this.settled()
    if (delivery.kind !== 'acknowledged') return this.postpone(delivery)
    this.attempt = 0
    this.show({ connection: 'reachable' })
    return 'go_on'
  }

  private settled(): null {
    this.attempt = 0
    if (this.current.connection !== 'closed') this.show({ connection: 'reachable' })
    return null
  }

  private postpone(delivery: Exclude<Delivery, { kind: 'acknowledged' }>): 'go_on' | number | null {
    if (delivery.kind === 'refused') return 'go_on'
    this.show({ connection: delivery.kind })
    if (delivery.kind === 'closed') return null
    const delay = (this.parts.delay ?? backoffDelay)(++this.attempt)
    return delivery.kind === 'unreachable' ? Math.max(delay, delivery.retryAfterMs ?? 0) : delay
  }

  private async sendHead(): Promise<Delivery | null> {
    const { scope, store, transport } = this.parts
    const batch = await store.head(scope, LARGEST_BATCH)
    const first = batch[0]
    if (!first) return null
    const delivery = await transport(first.client, batch)
    if (delivery.kind === 'acknowledged') return this.acknowledge(first, delivery.through)
    if (delivery.kind === 'refused') await this.isolateRefused(batch)
    return delivery
  }

  private async acknowledge(first: QueuedEvent, through: number): Promise<Delivery> {
    await this.parts.store.deleteThrough(this.parts.scope, first.client, through)
    if (through >= first.seq) return { kind: 'acknowledged', through }
    // The server misses events before those we hold (it was restored from a backup, or one was set aside). Their
    // numbers can never be filled, so the rest starts a count of its own.
    await this.renumber(first.client)
    return { kind: 'unreachable' }
  }

  /** Sends the events of a refused batch one by one, so that a single bad one does not hold up the others. */
  private async isolateRefused(batch: readonly QueuedEvent[]): Promise<void> {
    const { scope, store, transport } = this.parts
    for (const event of batch) {
      const delivery = batch.length === 1 ? ({ kind: 'refused' } as const) : await transport(event.client, [event])
      if (delivery.kind === 'refused') return this.putOutOfTheWay(event)
      if (delivery.kind !== 'acknowledged') return
      await store.deleteThrough(scope, event.client, delivery.through)
    }
  }

  private async putOutOfTheWay(event: QueuedEvent): Promise<void> {
    await this.parts.store.setAside(event)
    await this.renumber(event.client)
  }

  private async renumber(client: string): Promise<void> {
    const successor = crypto.randomUUID()
    await this.parts.store.renumber(this.parts.scope, client, successor)
    if (client === this.client) this.client = successor
  }

  private exclusively<T>(work: () => Promise<T>): Promise<T> {
    return this.parts.locks.exclusively(`onculture.queue.${this.parts.scope}`, work)
  }

  private isRunning(): boolean {
    return this.running
  }

  private show(change: Partial<QueueStatus>): void {
    const next = { ...this.current, ...change }
    const same = (Object.keys(next) as (keyof QueueStatus)[]).every((key) => next[key] === this.current[key])
    if (same) return
    this.current = next
    for (const watcher of [...this.watchers]) watcher()
  }
}

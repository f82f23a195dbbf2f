import type { QueueStore } from './queue-store'
import type { NewEvent, QueuedEvent, Values } from './queued-event'

/** The queue of a browser that refuses to keep anything. Nothing outlives the page, and the page says so. */
export class MemoryStore implements QueueStore {
  readonly durable = false
  private events: QueuedEvent[] = []
  private refused: QueuedEvent[] = []
  private readonly last = new Map<string, number>()
  private readonly current = new Map<string, Values>()
  private orders = 0

  append(event: NewEvent): Promise<QueuedEvent> {
    const key = JSON.stringify([event.scope, event.client])
    const numbered = { ...event, seq: (this.last.get(key) ?? 0) + 1, order: ++this.orders }
    this.last.set(key, numbered.seq)
    this.events.push(numbered)
    this.current.set(event.scope, { ...this.current.get(event.scope), [event.item]: event.value })
    return Promise.resolve(numbered)
  }

  head(scope: string, limit: number): Promise<QueuedEvent[]> {
    const found = this.of(scope).slice(0, limit)
    const other = found.findIndex((event) => event.client !== found[0]?.client)
    return Promise.resolve(other === -1 ? found : found.slice(0, other))
  }

  deleteThrough(scope: string, client: string, seq: number): Promise<void> {
    this.events = this.events.filter((event) => event.scope !== scope || event.client !== client || event.seq > seq)
    return Promise.resolve()
  }

  renumber(scope: string, client: string, successor: string): Promise<void> {
    let seq = 0
    this.events = this.events.map((event) =>
      event.scope === scope && event.client === client ? { ...event, client: successor, seq: ++seq } : event,
    )
    this.last.set(JSON.stringify([scope, successor]), seq)
    return Promise.resolve()
  }

  setAside(event: QueuedEvent): Promise<void> {
    this.events = this.events.filter((other) => other.order !== event.order)
    this.refused.push(event)
    return Promise.resolve()
  }

  countWaiting(scope: string): Promise<number> {
    return Promise.resolve(this.of(scope).length)
  }

  countSetAside(scope: string): Promise<number> {
    return Promise.resolve(this.refused.filter((event) => event.scope === scope).length)
  }

  values(scope: string): Promise<Values> {
    return Promise.resolve({ ...this.current.get(scope) })
  }

  replaceValues(scope: string, values: Values): Promise<void> {
    const waiting = Object.fromEntries(this.of(scope).map((event) => [event.item, event.value]))
    this.current.set(scope, { ...values, ...waiting })
    return Promise.resolve()
  }

  knows(scope: string, client: string): Promise<boolean> {
    return Promise.resolve(this.last.has(JSON.stringify([scope, client])))
  }

  register(scope: string, client: string): Promise<void> {
    this.last.set(JSON.stringify([scope, client]), 0)
    return Promise.resolve()
  }

  forgetValues(scope: string): Promise<void> {
    this.current.delete(scope)
    return Promise.resolve()
  }

  private of(scope: string): QueuedEvent[] {
    return this.events.filter((event) => event.scope === scope)
  }
}

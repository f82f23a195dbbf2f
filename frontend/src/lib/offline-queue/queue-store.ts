import type { NewEvent, QueuedEvent, Values } from './queued-event'

/** Where events wait. Each method is one transaction: it happens whole or not at all. */
export interface QueueStore {
  /** Whether events outlive the page. */
  readonly durable: boolean
  /** Numbers and keeps an event together with the item's new value. */
  append(event: NewEvent): Promise<QueuedEvent>
  /** The oldest events of a scope, as many of one and the same client as follow each other, at most `limit`. */
  head(scope: string, limit: number): Promise<QueuedEvent[]>
  /** Deletes the events of a client up to and including a sequence number. */
  deleteThrough(scope: string, client: string, seq: number): Promise<void>
  /** Gives the waiting events of a client to another, numbered afresh from 1, in their old order. */
  renumber(scope: string, client: string, successor: string): Promise<void>
  /** Takes one event that the server refuses for ever out of the way, and keeps it apart. */
  setAside(event: QueuedEvent): Promise<void>
  countWaiting(scope: string): Promise<number>
  countSetAside(scope: string): Promise<number>
  values(scope: string): Promise<Values>
  /** Puts the server's values in place of ours, except where an event still waits. */
  replaceValues(scope: string, values: Values): Promise<void>
  /** True when this client has numbered events in this store before. */
  knows(scope: string, client: string): Promise<boolean>
  register(scope: string, client: string): Promise<void>
  /** Deletes the values of a scope. Events that wait stay. */
  forgetValues(scope: string): Promise<void>
}

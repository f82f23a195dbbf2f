/** A value that components can watch. */
export class Observable<T> {
  private readonly watchers = new Set<() => void>()

  constructor(private current: T) {}

  readonly get = (): T => this.current

  readonly subscribe = (watcher: () => void): (() => void) => {
    this.watchers.add(watcher)
    return () => this.watchers.delete(watcher)
  }

  set(next: T): void {
    if (Object.is(next, this.current)) return
    this.current = next
    for (const watcher of [...this.watchers]) watcher()
  }
}

/** What tabs of one browser use to keep out of each other's way. */
export interface TabLocks {
  /** Holds a name until the page goes; false when another living tab holds it. */
  hold(name: string): Promise<boolean>
  /** Runs `work` while no other tab runs work under the same name. */
  exclusively<T>(name: string, work: () => Promise<T>): Promise<T>
}

/** A tab that was frozen in mid-work is not waited for longer than this. */
const PATIENCE_MS = 45_000

/** The Web Locks API: a lock ends with its page, however the page ends. */
export function webLocks(locks: LockManager): TabLocks {
  return {
    hold: (name) =>
      new Promise((resolve, reject) => {
        const untilThePageGoes = (lock: Lock | null) => {
          resolve(lock !== null)
          return lock === null ? undefined : new Promise<never>(() => undefined)
        }
        locks.request(name, { ifAvailable: true }, untilThePageGoes).catch(reject)
      }),
    async exclusively<T>(name: string, work: () => Promise<T>): Promise<T> {
      try {
        return (await locks.request(name, { signal: AbortSignal.timeout(PATIENCE_MS) }, work))
      } catch (error) {
        if (!(error instanceof DOMException) || error.name !== 'TimeoutError') throw error
        return (await locks.request(name, { steal: true }, work))
      }
    },
  }
}

/**
 * For browsers without Web Locks. No name can be held, so every page is a client of its own, and two tabs may send the
 * same event: the server counts it once.
 */
export function locksOfOneTab(): TabLocks {
  let last: Promise<unknown> = Promise.resolve()
  return {
    hold: () => Promise.resolve(false),
    exclusively<T>(_name: string, work: () => Promise<T>): Promise<T> {
      const next = last.then(work, work)
      last = next.catch(() => undefined)
      return next
    },
  }
}

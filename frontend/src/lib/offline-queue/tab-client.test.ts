import { beforeEach, describe, expect, it } from 'vitest'
import { MemoryStore } from './memory-store'
import { claimTabClient } from './tab-client'
import type { TabLocks } from './tab-locks'

/** One browser: names that a living tab holds. */
class Browser {
  readonly held = new Set<string>()

  tab(): TabLocks & { close: () => void } {
    const own: string[] = []
    return {
      hold: (name) => {
        if (this.held.has(name)) return Promise.resolve(false)
        this.held.add(name)
        own.push(name)
        return Promise.resolve(true)
      },
      exclusively: (_name, work) => work(),
      close: () => own.forEach((name) => this.held.delete(name)),
    }
  }
}

class SessionStorage extends Map<string, string> {
  getItem(name: string) {
    return this.get(name) ?? null
  }
  setItem(name: string, value: string) {
    this.set(name, value)
  }
}

const session = (copied?: SessionStorage) => new SessionStorage(copied) as SessionStorage & Storage

describe('the client id of a tab', () => {
  let browser: Browser
  let store: MemoryStore

  beforeEach(() => {
    browser = new Browser()
    store = new MemoryStore()
  })

  it('survives a reload', async () => {
    const kept = session()
    const first = browser.tab()
    const before = await claimTabClient('s', store, first, kept)
    first.close()

    expect(await claimTabClient('s', store, browser.tab(), kept)).toBe(before)
  })

  it('is a new one in a duplicated tab', async () => {
    const original = session()
    const first = await claimTabClient('s', store, browser.tab(), original)

    const copy = await claimTabClient('s', store, browser.tab(), session(original))

    expect(copy).not.toBe(first)
  })

  it('is a new one for another sitting in the same tab', async () => {
    const kept = session()
    const first = await claimTabClient('s', store, browser.tab(), kept)

    expect(await claimTabClient('other', store, browser.tab(), kept)).not.toBe(first)
  })

  it('is a new one when the browser has cleared the queue, since the count would start again', async () => {
    const kept = session()
    const first = browser.tab()
    const before = await claimTabClient('s', store, first, kept)
    first.close()

    expect(await claimTabClient('s', new MemoryStore(), browser.tab(), kept)).not.toBe(before)
  })
})

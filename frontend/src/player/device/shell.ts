import type { SittingStatus } from '@/api/taker-schemas'
import type { TakerSession } from '../sitting/taker-session'
import type { ShellMessage } from '../service-worker/shell-message'

/** Registers the service worker that keeps the page itself on the device. */
export async function registerShell(): Promise<void> {
  if (!('serviceWorker' in navigator)) return
  await navigator.serviceWorker.register('/take-sw.js', { scope: '/take' }).catch(() => undefined)
}

const UNDER_WAY: readonly SittingStatus[] = ['started', 'paused']

/** A new version of the page takes over between sittings only: one that is under way keeps the version it began with. */
export function keepShellDuring(session: TakerSession): void {
  let told: boolean | null = null
  const tell = () => {
    const underWay = UNDER_WAY.includes(session.shown.get().state.status)
    if (underWay === told) return
    told = underWay
    void send({ type: underWay ? 'hold' : 'release' })
  }
  session.shown.subscribe(tell)
  tell()
}

async function send(message: ShellMessage): Promise<void> {
  if (!('serviceWorker' in navigator)) return
  const registration = await navigator.serviceWorker.ready
  registration.active?.postMessage(message)
}

import { forgetfulMemory, openDeviceMemory } from '../device/device-memory'
import { keepShellDuring } from '../device/shell'
import { arrive } from './arrival'
import { openSitting } from './open-sitting'
import type { NoLinkReason } from './snapshot'
import type { TakerSession } from './taker-session'

export type Opened = { kind: 'no_link'; reason: NoLinkReason } | { kind: 'sitting'; session: TakerSession }

/** Everything between the address and the first screen. */
export async function openPlayer(): Promise<Opened> {
  const memory = await openDeviceMemory().catch(forgetfulMemory)
  const arrival = await arrive(memory)
  // A further link opened in this tab changes only the fragment, which loads nothing by itself.
  window.addEventListener('hashchange', () => window.location.reload())
  if (arrival.kind === 'no_link') return arrival
  const session = await openSitting(arrival.state, arrival.fresh, memory)
  keepShellDuring(session)
  return { kind: 'sitting', session }
}

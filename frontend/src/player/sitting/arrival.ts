import { UNREACHABLE, isProblem } from '@/api/problem'
import { exchangeToken, fetchState } from '@/api/taker'
import type { TakerState } from '@/api/taker-schemas'
import { activeSitting, setActiveSitting } from '../device/active-sitting'
import { removeTokenFromAddress, tokenInAddress } from '../device/address-token'
import type { DeviceMemory } from '../device/device-memory'
import type { NoLinkReason } from './snapshot'

export type Arrival = { kind: 'arrived'; state: TakerState; fresh: boolean } | { kind: 'no_link'; reason: NoLinkReason }

const isUnreachable = (error: unknown) => isProblem(error, UNREACHABLE) || (isProblem(error) && error.status >= 500)

/** From whatever stands in the address, or from the cookie, or from what this device remembers, to a sitting. */
export async function arrive(memory: DeviceMemory): Promise<Arrival> {
  const token = tokenInAddress()
  return token === null ? arriveByCookie(memory) : arriveByLink(token, memory)
}

async function arriveByLink(token: string, memory: DeviceMemory): Promise<Arrival> {
  try {
    await exchangeToken(token)
  } catch (error) {
    // The secret stays in the address for now: when the network is back, a reload is enough.
    if (isUnreachable(error)) return fromMemory(await memory.scopeOfLink(token), memory)
    removeTokenFromAddress()
    return { kind: 'no_link', reason: 'not_valid' }
  }
  removeTokenFromAddress()
  const arrival = await arriveByCookie(memory)
  if (arrival.kind === 'arrived') await memory.rememberLink(token, arrival.state.sitting)
  return arrival
}

async function arriveByCookie(memory: DeviceMemory): Promise<Arrival> {
  try {
    const state = await fetchState()
    await memory.rememberState(state)
    setActiveSitting(state.sitting)
    return { kind: 'arrived', state, fresh: true }
  } catch (error) {
    if (isUnreachable(error)) return fromMemory(activeSitting() ?? undefined, memory)
    return { kind: 'no_link', reason: activeSitting() === null ? 'missing' : 'session_over' }
  }
}

async function fromMemory(scope: string | undefined, memory: DeviceMemory): Promise<Arrival> {
  const state = scope === undefined ? undefined : await memory.state(scope)
  return state ? { kind: 'arrived', state, fresh: false } : { kind: 'no_link', reason: 'unreachable' }
}

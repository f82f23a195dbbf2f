import { canonicalJson, sha256Hex } from './canonical-json'
import type { Values } from './queued-event'

export interface Fingerprint {
  count: number
  hash: string
}

/** Values that were given and not taken back. */
export function given(values: Values): Values {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null))
}

/** How many values there are, and their hash, as both sides compute it before a submission. */
export async function fingerprintOf(values: Values): Promise<Fingerprint> {
  const kept = given(values)
  return { count: Object.keys(kept).length, hash: await sha256Hex(canonicalJson(kept)) }
}

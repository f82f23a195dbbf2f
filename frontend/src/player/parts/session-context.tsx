import { createContext, useContext, useSyncExternalStore } from 'react'
import type { OpenSitting } from '../sitting/snapshot'
import type { TakerSession } from '../sitting/taker-session'

const Context = createContext<TakerSession | null>(null)

export const SessionProvider = Context.Provider

export function useSession(): TakerSession {
  const session = useContext(Context)
  if (!session) throw new Error('A screen of a sitting stands outside its session.')
  return session
}

/** What is known of the sitting now; the component shows again when it changes. */
export function useSitting(): OpenSitting {
  const { shown } = useSession()
  return useSyncExternalStore(shown.subscribe, shown.get)
}

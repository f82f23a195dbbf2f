import { createContext, useContext } from 'react'
import type { Capability, Membership } from '@/api/schemas'

const OrganisationContext = createContext<Membership | null>(null)

/** Everything below works in this organisation, as a member of it. */
export const OrganisationProvider = OrganisationContext.Provider

export function useMembership(): Membership {
  const membership = useContext(OrganisationContext)
  if (!membership) throw new Error('useMembership stands outside an organisation route')
  return membership
}

export function useOrganisationId(): string {
  return useMembership().organisation.id
}

/** Whether the screen offers it. The server decides; this only spares people a refusal. */
export function useMay(capability: Capability): boolean {
  return useMembership().capabilities.includes(capability)
}

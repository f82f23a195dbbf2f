import { useEffect, useRef } from 'react'
import { useOpenEvidence } from '../api/use-candidate-intents'

/** Tells the server, once a visit, that this person's evidence is being read; a decision needs it. */
export function useEvidenceOpened(campaignId: string, candidateId: string): void {
  const { mutate } = useOpenEvidence(campaignId, candidateId)
  const told = useRef('')

  useEffect(() => {
    if (told.current === candidateId) return
    told.current = candidateId
    mutate('open')
  }, [candidateId, mutate])
}

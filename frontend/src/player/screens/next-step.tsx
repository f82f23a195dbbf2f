import { Trans } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import type { TakerSection } from '@/api/taker-schemas'
import { useSession, useSitting } from '../parts/session-context'

interface NextStep {
  words: ReactNode
  go: () => void
  goBack: () => void
}

/** What lies after a page, and before it: a page, a section, the review. */
export function useNextStep(section: TakerSection, pages: number, page: number): NextStep {
  const session = useSession()
  const { state } = useSitting()
  const { index } = section
  const goBack = () => session.go({ kind: 'section', index, page: page > 0 ? page - 1 : 'intro' })
  if (page + 1 < pages)
    return { words: <Trans>Next</Trans>, go: () => session.go({ kind: 'section', index, page: page + 1 }), goBack }
  const following = state.sections.find((outline) => outline.index > index)
  if (!following) return { words: <Trans>Check and send</Trans>, go: () => session.go({ kind: 'review' }), goBack }
  return { words: <Trans>Next part</Trans>, go: () => void session.openSection(following.index), goBack }
}

import { Trans } from '@lingui/react/macro'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { Frame } from './parts/frame'
import { SessionProvider } from './parts/session-context'
import { NoLinkScreen } from './screens/no-link-screen'
import { SittingScreen } from './screens/sitting-screen'
import { openPlayer, type Opened } from './sitting/open-player'
import type { TakerSession } from './sitting/taker-session'

/** The test taker's app: from the link to the receipt. */
export function Player() {
  const [opened, setOpened] = useState<Opened | null>(null)
  useEffect(() => {
    void openPlayer().then(setOpened)
  }, [])
  if (!opened)
    return (
      <Frame>
        <p role="status">
          <Trans>One moment …</Trans>
        </p>
      </Frame>
    )
  if (opened.kind === 'no_link') return <NoLinkScreen reason={opened.reason} />
  return (
    <SessionProvider value={opened.session}>
      <Titled session={opened.session} />
    </SessionProvider>
  )
}

function Titled({ session }: { session: TakerSession }) {
  const { state } = useSyncExternalStore(session.shown.subscribe, session.shown.get)
  useEffect(() => {
    document.title = `${state.campaign_title} · ${state.organisation_name}`
  }, [state.campaign_title, state.organisation_name])
  return <SittingScreen />
}

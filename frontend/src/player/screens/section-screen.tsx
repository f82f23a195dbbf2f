import { Trans } from '@lingui/react/macro'
import { useEffect } from 'react'
import { Button } from '../parts/button'
import { Callout } from '../parts/callout'
import { NeedsConnection } from '../parts/needs-connection'
import { ScreenHeading } from '../parts/screen-heading'
import { useSession, useSitting } from '../parts/session-context'
import { Actions, Stack } from '../parts/stack'
import { TaskNote } from '../parts/task-note'
import { useNarrow } from '../parts/use-narrow'
import { firstOpenPage, pagesOf } from '../sitting/pages'
import type { Place } from '../sitting/snapshot'
import { ItemsPage } from './items-page'
import { SectionIntro } from './section-intro'

type SectionPlace = Extract<Place, { kind: 'section' }>

/** One section: how to answer it, then its pages. */
export function SectionScreen({ place }: { place: SectionPlace }) {
  const session = useSession()
  const { sections, values } = useSitting()
  const narrow = useNarrow()
  const section = sections[place.index]
  useEffect(() => {
    if (!section) void session.bringSection(place.index)
  }, [session, section, place.index])
  if (!section) return <SectionOnItsWay index={place.index} />
  const pages = pagesOf(section, narrow ? 1 : section.entries_per_page)
  if (place.page === 'intro') return <SectionIntro section={section} />
  const page = place.page === 'first_open' ? firstOpenPage(pages, values) : Math.min(place.page, pages.length - 1)
  return <ItemsPage key={page} section={section} pages={pages} page={page} />
}

function SectionOnItsWay({ index }: { index: number }) {
  const session = useSession()
  const { task } = useSitting()
  return (
    <Stack>
      <ScreenHeading of={`section ${index} to come`}>
        <Trans>The next part</Trans>
      </ScreenHeading>
      {task.kind === 'failed' ? (
        <>
          <TaskNote of="open_section" offline={<NeedsConnection />} />
          <Actions>
            <Button tone="primary" onClick={() => void session.bringSection(index)}>
              <Trans>Try again</Trans>
            </Button>
          </Actions>
        </>
      ) : (
        <Callout tone="plain" role="status">
          <Trans>Fetching the questions …</Trans>
        </Callout>
      )}
    </Stack>
  )
}

import { Trans } from '@lingui/react/macro'
import { useEffect } from 'react'
import type { TakerItem } from '@/api/taker-schemas'
import type { Values } from '@/lib/offline-queue/queued-event'
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
  const pages = section ? pagesOf(section, narrow ? 1 : section.entries_per_page) : []
  const page = pageFor(place, pages, values)
  // Settled once: the first page without an answer is another one as soon as it has its answer.
  const unsettled = section !== undefined && (place.page === 'first_open' || place.page === 'last')
  useEffect(() => {
    if (unsettled) session.settle({ kind: 'section', index: place.index, page })
  }, [session, unsettled, place.index, page])
  if (!section) return <SectionOnItsWay index={place.index} />
  if (place.page === 'intro') return <SectionIntro section={section} />
  return <ItemsPage key={page} section={section} pages={pages} page={page} />
}

function pageFor(place: SectionPlace, pages: readonly TakerItem[][], values: Values): number {
  if (place.page === 'intro') return 0
  if (place.page === 'last') return Math.max(0, pages.length - 1)
  return place.page === 'first_open' ? firstOpenPage(pages, values) : Math.min(place.page, pages.length - 1)
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

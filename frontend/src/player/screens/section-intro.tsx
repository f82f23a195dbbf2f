import { Trans } from '@lingui/react/macro'
import type { TakerSection } from '@/api/taker-schemas'
import { Button } from '../parts/button'
import { Callout } from '../parts/callout'
import { ScreenHeading } from '../parts/screen-heading'
import { useSession, useSitting } from '../parts/session-context'
import { Actions, Stack } from '../parts/stack'

/** How a section is answered. */
export function SectionIntro({ section }: { section: TakerSection }) {
  const session = useSession()
  const { state } = useSitting()
  const before = state.sections.filter((outline) => outline.index < section.index).at(-1)
  return (
    <Stack>
      <ScreenHeading of={`section ${section.index} intro`} lang={state.language}>
        {section.title}
      </ScreenHeading>
      {section.practice && (
        <Callout tone="plain">
          <Trans>This is for practice and does not count.</Trans>
        </Callout>
      )}
      <p lang={state.language} dir="auto" translate="no">
        {section.instructions}
      </p>
      <p>
        <Trans>
          Tap an answer, or use the number keys and arrows; Enter goes on. You can change any answer until you send them
          all, leave one out, or stop and come back later.
        </Trans>
      </p>
      <Actions>
        <Button
          tone="primary"
          onClick={() => session.go({ kind: 'section', index: section.index, page: 'first_open' })}
        >
          <Trans>Go to the questions</Trans>
        </Button>
        {before && (
          <Button tone="quiet" onClick={() => session.go({ kind: 'section', index: before.index, page: 'last' })}>
            <Trans>Back</Trans>
          </Button>
        )}
      </Actions>
    </Stack>
  )
}

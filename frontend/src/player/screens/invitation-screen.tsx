import { Plural, Trans } from '@lingui/react/macro'
import { formatDay, formatMinute } from '@/i18n/formats'
import { Button } from '../parts/button'
import { Contact } from '../parts/help'
import { ScreenHeading } from '../parts/screen-heading'
import { useSession, useSitting } from '../parts/session-context'
import { Actions, Stack } from '../parts/stack'
import { Fact, Facts } from '../parts/facts'
import { AccommodationForm } from './accommodation-form'
import { Measures } from './measures'

/** Who invites, what for, how long, what is measured and why, when an answer comes, whom to ask. Reading is not starting. */
export function InvitationScreen() {
  const session = useSession()
  const { state } = useSitting()
  return (
    <Stack gap="large">
      <Stack>
        <ScreenHeading of="invitation">
          <Trans>{state.organisation_name} invites you</Trans>
        </ScreenHeading>
        <p dir="auto" translate="no">{state.purpose}</p>
        {state.answers_for_supplier && (
          <p>
            <Trans>
              You answer for how your firm works, not about yourself. Only answers of at least five of you together are
              seen, never yours with your name. Your firm sees none. Taking part is voluntary.
            </Trans>
          </p>
        )}
        <p>
          <Trans>Reading this page starts nothing. No clock runs, now or later.</Trans>
        </p>
      </Stack>
      <Facts>
        <Fact name={<Trans>What for</Trans>}>
          <span dir="auto" translate="no">{state.campaign_title}</span>
        </Fact>
        <Fact name={<Trans>How long</Trans>}>
          <Plural value={Math.ceil(state.minutes)} one="about # minute" other="about # minutes" />
          {', '}
          <Trans>with breaks whenever you like, on any device</Trans>
        </Fact>
        {state.answer_by && (
          <Fact name={<Trans>You hear from us by</Trans>}>
            <time dateTime={state.answer_by}>{formatDay(state.answer_by)}</time>
          </Fact>
        )}
        {state.closes_at && (
          <Fact name={<Trans>Open until</Trans>}>
            <time dateTime={state.closes_at}>{formatMinute(state.closes_at)}</time>
          </Fact>
        )}
        {state.contact && (
          <Fact name={<Trans>Whom to ask</Trans>}>
            <Contact contact={state.contact} subject={state.campaign_title} />
          </Fact>
        )}
        <Fact name={<Trans>Another format</Trans>}>
          <AccommodationForm />
        </Fact>
      </Facts>
      <Measures measures={state.measures} language={state.language} />
      <Actions>
        <Button tone="primary" onClick={() => session.go({ kind: 'start' })}>
          <Trans>Go on to consent and start</Trans>
        </Button>
      </Actions>
    </Stack>
  )
}

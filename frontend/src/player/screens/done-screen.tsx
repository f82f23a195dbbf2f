import { Trans } from '@lingui/react/macro'
import { formatDay } from '@/i18n/formats'
import { ScreenHeading } from '../parts/screen-heading'
import { useSitting } from '../parts/session-context'
import { Stack } from '../parts/stack'
import { Contact } from '../parts/help'
import { OwnAnswers } from './own-answers'
import { ReceiptCard } from './receipt-card'
import { ReportLink } from './report-link'

/** The end of a sitting, whichever it was. */
export function DoneScreen() {
  const { state } = useSitting()
  if (state.status === 'submitted') return <Submitted />
  if (state.status === 'withdrawn')
    return (
      <Stack>
        <ScreenHeading of="withdrawn">
          <Trans>You have withdrawn</Trans>
        </ScreenHeading>
        <p>
          <Trans>
            Nothing of what you answered will be used. If this was a mistake, or to have your data deleted, ask:{' '}
            <Contact contact={state.contact} subject={state.campaign_title} />
          </Trans>
        </p>
      </Stack>
    )
  return (
    <Stack>
      <ScreenHeading of="expired">
        <Trans>This invitation is past its date</Trans>
      </ScreenHeading>
      <p>
        <Trans>
          What you had answered by then is kept. If you need more time, ask:{' '}
          <Contact contact={state.contact} subject={state.campaign_title} />
        </Trans>
      </p>
      <OwnAnswers />
    </Stack>
  )
}

function Submitted() {
  const { state } = useSitting()
  const due = state.promise?.due_on ?? state.answer_by
  if (state.answers_for_supplier) return <SubmittedForSupplier />
  return (
    <Stack gap="large">
      <ScreenHeading of="submitted">
        <Trans>Thank you. Your answers have arrived.</Trans>
      </ScreenHeading>
      {due && (
        <p>
          <strong>
            <Trans>You hear from us by {formatDay(due)}.</Trans>
          </strong>
        </p>
      )}
      {state.receipt && <ReceiptCard receipt={state.receipt} />}
      <ReportLink />
      <OwnAnswers />
    </Stack>
  )
}

/** Nobody is judged as a person here, so no answer is promised and no report of one's own follows. */
function SubmittedForSupplier() {
  const { state } = useSitting()
  return (
    <Stack gap="large">
      <ScreenHeading of="submitted">
        <Trans>Thank you. Your answers have arrived.</Trans>
      </ScreenHeading>
      <p>
        <Trans>They count together with those of at least four colleagues, never with your name.</Trans>
      </p>
      {state.receipt && <ReceiptCard receipt={state.receipt} />}
      <OwnAnswers />
    </Stack>
  )
}

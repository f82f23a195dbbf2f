import { Plural, Trans } from '@lingui/react/macro'
import type { SectionOutline, TakerSection } from '@/api/taker-schemas'
import { Button } from '../parts/button'
import { Callout } from '../parts/callout'
import { ScreenHeading } from '../parts/screen-heading'
import { useSession, useSitting } from '../parts/session-context'
import { Actions, Stack } from '../parts/stack'
import { TaskNote } from '../parts/task-note'
import { isAnswered } from '../sitting/pages'
import { Differences } from './differences'
import styles from './review-screen.module.css'

/** What has no answer yet, before everything is sent for good. Leaving something out is allowed. */
export function ReviewScreen() {
  const session = useSession()
  const { state, task, queue } = useSitting()
  const sending = task.kind === 'running' && task.name === 'submit'
  return (
    <Stack gap="large">
      <ScreenHeading of="review">
        <Trans>Check and send</Trans>
      </ScreenHeading>
      {task.kind === 'differs' && <Differences differences={task.differences} />}
      <ul className={styles.sections}>
        {state.sections.map((outline) => (
          <SectionRow key={outline.index} outline={outline} />
        ))}
      </ul>
      <p>
        <Trans>
          After sending, your answers cannot be changed. You then get a receipt and the date by which you hear from us.
        </Trans>
      </p>
      {sending && queue.waiting > 0 && (
        <Callout tone="plain" role="status">
          <Plural
            value={queue.waiting}
            one="Waiting until # answer has arrived. You can leave this page open; it goes on by itself."
            other="Waiting until # answers have arrived. You can leave this page open; it goes on by itself."
          />
        </Callout>
      )}
      <TaskNote
        of="submit"
        offline={<Trans>Sending needs a connection. Everything is kept on this device; please try again.</Trans>}
      />
      <Actions>
        <Button tone="primary" aria-disabled={sending} onClick={() => void session.submit()}>
          {sending ? <Trans>Sending …</Trans> : <Trans>Send my answers</Trans>}
        </Button>
      </Actions>
    </Stack>
  )
}

function SectionRow({ outline }: { outline: SectionOutline }) {
  const session = useSession()
  const { sections, state, values } = useSitting()
  const section: TakerSection | undefined = sections[outline.index]
  const open = section?.items.filter((item) => !isAnswered(item, values)).length
  return (
    <li className={styles.section}>
      <div>
        <p lang={state.language} dir="auto" translate="no" className={styles.title}>
          {outline.title}
        </p>
        <p className={styles.count}>
          {open === undefined ? (
            <Plural value={outline.items} one="# question" other="# questions" />
          ) : (
            <Plural value={open} _0="All answered" one="# question without an answer" other="# questions without an answer" />
          )}
        </p>
      </div>
      <Button
        onClick={() =>
          outline.status === 'locked'
            ? void session.openSection(outline.index)
            : session.go({ kind: 'section', index: outline.index, page: open === 0 ? 0 : 'first_open' })
        }
      >
        {open === 0 ? <Trans>Look again</Trans> : <Trans>Answer</Trans>}
        <span data-visually-hidden translate="no">
          {outline.title}
        </span>
      </Button>
    </li>
  )
}

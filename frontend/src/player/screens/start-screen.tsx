import { Trans } from '@lingui/react/macro'
import { useState, type SyntheticEvent } from 'react'
import { Button } from '../parts/button'
import { ScreenHeading } from '../parts/screen-heading'
import { useSession, useSitting } from '../parts/session-context'
import { Actions, Stack } from '../parts/stack'
import { TaskNote } from '../parts/task-note'
import { languageName } from '@/i18n/languages'
import { ConsentList } from './consent-list'
import styles from './form.module.css'
import { Notices } from './notices'

/** Language, then notices and consent in it; then it begins. */
export function StartScreen() {
  const session = useSession()
  const { state, task } = useSitting()
  const [given, setGiven] = useState<readonly string[]>(state.consents.filter((one) => one.given).map((one) => one.code))
  const [chosen, setChosen] = useState(state.language)
  const failed = task.kind === 'failed' && task.name === 'language'
  const start = (event: SyntheticEvent) => {
    event.preventDefault()
    void session.start([...given])
  }
  const choose = (language: string) => {
    setGiven([]) // other words are about to stand beside the boxes
    setChosen(language)
    void session.readIn(language)
  }
  return (
    <form onSubmit={start}>
      <Stack gap="large">
        <ScreenHeading of="start">
          <Trans>Before you start</Trans>
        </ScreenHeading>
        {state.languages.length > 1 && (
          <fieldset className={styles.group}>
            <legend>
              <Trans>Language of the questions</Trans>
            </legend>
            {state.languages.map((code) => (
              <label key={code} className={styles.tick}>
                <input type="radio" name="language" checked={(failed ? state.language : chosen) === code} onChange={() => choose(code)} />
                <span lang={code} translate="no">{languageName(code)}</span>
              </label>
            ))}
            <TaskNote of="language" offline={<Trans>Another language needs a connection. Please try again when you have one.</Trans>} />
          </fieldset>
        )}
        <Notices notices={state.notices} language={state.language} />
        <ConsentList consents={state.consents} language={state.language} given={given} onChange={setGiven} />
        <TaskNote of="start" offline={<Trans>Starting needs a connection. Please try again when you have one.</Trans>} />
        <Actions>
          <Button type="submit" tone="primary" aria-disabled={task.kind === 'running'}>
            <Trans>Start</Trans>
          </Button>
          <Button tone="quiet" onClick={() => session.go({ kind: 'invitation' })}>
            <Trans>Back</Trans>
          </Button>
        </Actions>
      </Stack>
    </form>
  )
}

import { Trans, useLingui } from '@lingui/react/macro'
import { useId, useState, type SyntheticEvent } from 'react'
import type { AccommodationKind, OwnAccommodation } from '@/api/taker-schemas'
import { Button } from '../parts/button'
import { Callout } from '../parts/callout'
import { useSession, useSitting } from '../parts/session-context'
import { Stack } from '../parts/stack'
import { TaskNote } from '../parts/task-note'
import styles from './form.module.css'

/** Asking for other conditions, before the start: what is needed, never why. */
export function AccommodationForm() {
  const session = useSession()
  const { state } = useSitting()
  const id = useId()
  const names = useKindNames()
  const [kinds, setKinds] = useState<readonly AccommodationKind[]>([])
  const [words, setWords] = useState('')
  const toggle = (kind: AccommodationKind, on: boolean) =>
    setKinds(on ? [...kinds, kind] : kinds.filter((other) => other !== kind))
  const ask = (event: SyntheticEvent) => {
    event.preventDefault()
    void session.askForAccommodation({ kinds: [...kinds], words })
  }
  return (
    <Stack>
      {state.accommodations.map((request) => (
        <Request key={request.id} request={request} names={names} />
      ))}
      <details className={styles.details}>
        <summary>
          <Trans>Ask for more time, breaks or another format</Trans>
        </summary>
        <form onSubmit={ask}>
          <Stack>
            <p>
              <Trans>
                Say what you need; no reason is asked. One person arranges it with you. Those who decide do not learn of it,
                and it costs you nothing.
              </Trans>
            </p>
            <fieldset className={styles.group}>
              <legend data-visually-hidden>
                <Trans>What you need</Trans>
              </legend>
              {Object.entries(names).map(([kind, name]) => (
                <label key={kind} className={styles.tick}>
                  <input
                    type="checkbox"
                    checked={kinds.includes(kind as AccommodationKind)}
                    onChange={(event) => toggle(kind as AccommodationKind, event.currentTarget.checked)}
                  />
                  {name}
                </label>
              ))}
            </fieldset>
            <div>
              <label htmlFor={id}>
                <Trans>Anything we should know in order to arrange it (as you like)</Trans>
              </label>
              <textarea
                id={id}
                className={styles.text}
                rows={3}
                maxLength={2000}
                value={words}
                onChange={(event) => setWords(event.currentTarget.value)}
              />
            </div>
            <TaskNote of="accommodation" offline={<Trans>This needs a connection. Please try again when you have one.</Trans>} />
            <div>
              <Button type="submit" disabled={kinds.length === 0}>
                <Trans>Ask for this</Trans>
              </Button>
            </div>
          </Stack>
        </form>
      </details>
    </Stack>
  )
}

function Request({ request, names }: { request: OwnAccommodation; names: Record<AccommodationKind, string> }) {
  const { i18n } = useLingui()
  const asked = new Intl.ListFormat(i18n.locales).format(request.kinds.map((kind) => names[kind]))
  return (
    <Callout tone={request.status === 'granted' ? 'good' : 'plain'} role="status">
      <p>
        <Trans>You asked for: {asked}</Trans>
      </p>
      <p>
        {request.status === 'granted' && <Trans>This is arranged.</Trans>}
        {request.status === 'requested' && (
          <Trans>You get an answer by mail. You may wait for it before you start, or start now.</Trans>
        )}
        {request.status === 'declined' && <Trans>This cannot be arranged as asked.</Trans>}
        {request.status === 'withdrawn' && <Trans>This request was taken back.</Trans>}{' '}
        <bdi translate="no">{request.answer}</bdi>
      </p>
    </Callout>
  )
}

function useKindNames(): Record<AccommodationKind, string> {
  const { t } = useLingui()
  return {
    more_time: t`More time`,
    breaks: t`Breaks`,
    narrative: t`Answers in my own words instead of ratings`,
    large_type: t`Large type`,
    screen_reader: t`Help with a screen reader`,
    scribe: t`Somebody who writes for me`,
    other_format: t`Another format`,
  }
}

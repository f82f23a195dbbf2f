import { Plural, Trans } from '@lingui/react/macro'
import type { Choice, TakerSection } from '@/api/taker-schemas'
import { Callout } from '../parts/callout'
import { useSitting } from '../parts/session-context'
import { Stack } from '../parts/stack'
import type { Difference } from '../sitting/differences'
import styles from './differences.module.css'

interface Question {
  text: string
  choices: readonly Choice[]
}

/** Shown when this device and the server disagreed: what was on this page, and what counts now. */
export function Differences({ differences }: { differences: readonly Difference[] }) {
  const { sections, state } = useSitting()
  const questions = questionsOf(Object.values(sections))
  return (
    <Callout tone="caution" role="alert">
      <Stack>
        <p>
          <Plural
            value={differences.length}
            one="# answer was different on our side, perhaps from another tab or device. This page now shows what we hold. Change it if you like, then send again."
            other="# answers were different on our side, perhaps from another tab or device. This page now shows what we hold. Change them if you like, then send again."
          />
        </p>
        <ul className={styles.list} lang={state.language}>
          {differences.map(({ item, here, there }) => (
            <li key={item}>
              <p dir="auto" translate="no">{questions.get(item)?.text ?? item}</p>
              <p lang={document.documentElement.lang}>
                <Trans>
                  here: <Answer value={here} question={questions.get(item)} />; now counts:{' '}
                  <Answer value={there} question={questions.get(item)} />
                </Trans>
              </p>
            </li>
          ))}
        </ul>
      </Stack>
    </Callout>
  )
}

function Answer({ value, question }: { value: Difference['here']; question: Question | undefined }) {
  if (value === null) return <Trans>no answer</Trans>
  return <strong translate="no">{question?.choices.find((choice) => choice.value === value)?.label ?? JSON.stringify(value)}</strong>
}

function questionsOf(sections: readonly TakerSection[]): Map<string, Question> {
  const items = sections.flatMap((section) => section.items)
  return new Map(
    items.flatMap((item): [string, Question][] =>
      item.format === 'situational_rating'
        ? item.options.map((option) => [option.id, { text: option.text, choices: item.choices }])
        : [[item.id, { text: item.stem, choices: item.choices }]],
    ),
  )
}

import { useLingui } from '@lingui/react/macro'
import { useId, type ReactNode } from 'react'
import type { AnswerValue, Choice } from '@/api/taker-schemas'
import styles from './choice-row.module.css'

interface Props {
  reference: string
  legend: ReactNode
  choices: readonly Choice[]
  value: AnswerValue
  /** `labelled` shows every label; `numbered` shows figures, with the two ends and the chosen one in words. */
  look: 'labelled' | 'numbered'
  onAnswer: (reference: string, value: AnswerValue) => void
}

/** One question with its labelled points: a fieldset of radio buttons, which keyboards and screen readers know. */
export function ChoiceRow({ reference, legend, choices, value, look, onAnswer }: Props) {
  const id = useId()
  return (
    <fieldset className={styles.question} data-reference={reference} data-answered={value !== null || undefined}>
      <legend className={styles.legend}>{legend}</legend>
      <div className={styles.choices} data-look={look} data-count={choices.length}>
        {choices.map((choice) => (
          <label key={choice.value} className={styles.choice} data-apart={typeof choice.value === 'string' || undefined}>
            <input
              type="radio"
              name={id}
              value={String(choice.value)}
              checked={value === choice.value}
              onChange={() => onAnswer(reference, choice.value)}
            />
            {look === 'numbered' && <NumberedLabel choice={choice} />}
            {look === 'labelled' && <span className={styles.label}>{choice.label}</span>}
          </label>
        ))}
      </div>
      {look === 'numbered' && <Ends choices={choices} value={value} />}
    </fieldset>
  )
}

function NumberedLabel({ choice }: { choice: Choice }) {
  return (
    <>
      <span className={styles.figure} aria-hidden="true">
        {choice.value}
      </span>
      <span data-visually-hidden>{`${choice.value}: ${choice.label}`}</span>
    </>
  )
}

/** Under the figures: the two ends in words, and what the chosen figure means. */
function Ends({ choices, value }: { choices: readonly Choice[]; value: AnswerValue }) {
  const { t } = useLingui()
  const chosen = choices.find((choice) => choice.value === value)
  return (
    <div className={styles.ends} aria-hidden="true">
      <span>{choices[0]?.label}</span>
      <span className={styles.chosen}>{chosen ? t`${chosen.value}: ${chosen.label}` : ''}</span>
      <span>{choices.at(-1)?.label}</span>
    </div>
  )
}

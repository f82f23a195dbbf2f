import { useId } from 'react'
import type { SituationalRatingItem } from '@/api/taker-schemas'
import { ChoiceRow } from './choice-row'
import type { FormatProps } from './response-format'
import { singleValue } from './single-value'
import styles from './situational-rating.module.css'

/** A situation with several ways to act, each rated by itself on the same points. */
export function SituationalRating({ item, values, onAnswer }: FormatProps<SituationalRatingItem>) {
  const id = useId()
  return (
    <section aria-labelledby={id}>
      <p id={id} className={styles.situation}>
        {item.stem}
      </p>
      {item.question && <p className={styles.ask}>{item.question}</p>}
      <div className={styles.options}>
        {item.options.map((option) => (
          <ChoiceRow
            key={option.id}
            reference={option.id}
            legend={option.text}
            choices={item.choices}
            value={singleValue(values, option.id)}
            look="numbered"
            onAnswer={onAnswer}
          />
        ))}
      </div>
    </section>
  )
}

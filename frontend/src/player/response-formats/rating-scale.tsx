import type { RatingScaleItem } from '@/api/taker-schemas'
import { ChoiceRow } from './choice-row'
import type { FormatProps } from './response-format'
import { singleValue } from './single-value'

/** One statement with four to seven labelled points. */
export function RatingScale({ item, values, onAnswer }: FormatProps<RatingScaleItem>) {
  return (
    <ChoiceRow
      reference={item.id}
      legend={item.stem}
      choices={item.choices}
      value={singleValue(values, item.id)}
      look="labelled"
      onAnswer={onAnswer}
    />
  )
}

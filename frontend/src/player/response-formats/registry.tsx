import type { ReactNode } from 'react'
import type { TakerItem } from '@/api/taker-schemas'
import { RatingScale } from './rating-scale'
import type { FormatProps } from './response-format'
import { SituationalRating } from './situational-rating'
import { UnknownFormat } from './unknown-format'

type Format = TakerItem['format']
type ItemOf<F extends Format> = Extract<TakerItem, { format: F }>

/** Every response format and what shows it. A format without a line here does not compile. */
const RENDERERS: { [F in Format]: (props: FormatProps<ItemOf<F>>) => ReactNode } = {
  rating_scale: RatingScale,
  situational_rating: SituationalRating,
}

/** Shows an item as its format asks. A server newer than this page may send a format that the page does not know. */
export function ItemView(props: FormatProps<TakerItem>) {
  const Renderer = RENDERERS[props.item.format] as ((props: FormatProps<TakerItem>) => ReactNode) | undefined
  return Renderer ? <Renderer {...props} /> : <UnknownFormat format={props.item.format} />
}

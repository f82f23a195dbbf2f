import { Slider as AriaSlider, SliderThumb, SliderTrack } from 'react-aria-components'
import styles from './slider.module.css'

interface SliderProps {
  label: string
  /** One name a thumb. */
  thumbs: readonly string[]
  values: readonly number[]
  onChange: (values: number[]) => void
  min: number
  max: number
  isDisabled?: boolean
}

/** Thumbs on a line, by hand or by arrow keys. Where it is used, the same figures can be typed as well. */
export function Slider({ label, thumbs, values, onChange, min, max, isDisabled }: SliderProps) {
  return (
    <AriaSlider
      aria-label={label}
      className={styles.slider ?? ''}
      value={[...values]}
      onChange={(value) => onChange([value].flat())}
      minValue={min}
      maxValue={max}
      step={1}
      isDisabled={isDisabled}
    >
      <SliderTrack className={styles.track ?? ''}>
        {thumbs.map((name, index) => (
          <SliderThumb key={name} index={index} aria-label={name} className={styles.thumb ?? ''} />
        ))}
      </SliderTrack>
    </AriaSlider>
  )
}

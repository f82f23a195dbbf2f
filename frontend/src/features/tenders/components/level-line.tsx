import type { Level } from '@/api/schemas'
import { DotsLine } from '@/components/charts/dots-line'
import { useLevelWords } from './tender-words'

/** One bidder on one criterion: respondents as dots, mean with interval, and in words whether they agree. */
export function LevelLine({ level, label }: { level: Level; label: string }) {
  const words = useLevelWords()
  const band = level.band_lower !== null && level.band_upper !== null ? [level.band_lower, level.band_upper] : null
  return (
    <DotsLine
      label={label}
      left={level.pole_b_name}
      right={level.pole_a_name}
      minimum={1}
      maximum={level.categories}
      mean={level.mean}
      lower={level.lower}
      upper={level.upper}
      band={band}
      dots={level.respondent_means}
      words={words(level)}
    />
  )
}

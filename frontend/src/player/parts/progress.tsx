import { Plural, Trans } from '@lingui/react/macro'
import type { TakerSection } from '@/api/taker-schemas'
import { minutesLeft, pageCount } from '../sitting/pages'
import styles from './progress.module.css'
import { useSitting } from './session-context'
import { useNarrow } from './use-narrow'

interface Props {
  section: TakerSection
  page: number
  pages: number
}

/** How far it is, in pages and minutes. The minutes are planned, not measured: nobody is timed. */
export function Progress({ section, page, pages }: Props) {
  const { state, sections, values } = useSitting()
  const perPage = useNarrow() ? 1 : section.entries_per_page
  const counts = state.sections.map((outline) =>
    outline.index === section.index ? pages : pageCount(outline, sections[outline.index], perPage),
  )
  const before = state.sections.findIndex((outline) => outline.index === section.index)
  const here = counts.slice(0, before).reduce((sum, count) => sum + count, 0) + page + 1
  const all = counts.reduce((sum, count) => sum + count, 0)
  const minutes = minutesLeft(state, sections, values)
  return (
    <div className={styles.progress}>
      <progress value={here} max={all} aria-hidden="true" />
      <p>
        <Trans>
          Page {here} of {all}
        </Trans>
        {' · '}
        <Plural value={minutes} _0="all answered" one="about # minute left" other="about # minutes left" />
      </p>
    </div>
  )
}

import { Trans } from '@lingui/react/macro'
import type { SyntheticEvent } from 'react'
import type { TakerItem, TakerSection } from '@/api/taker-schemas'
import { Button } from '../parts/button'
import { Progress } from '../parts/progress'
import { NeedsConnection } from '../parts/needs-connection'
import { ScreenHeading } from '../parts/screen-heading'
import { useSession, useSitting } from '../parts/session-context'
import { TaskNote } from '../parts/task-note'
import { ItemView } from '../response-formats/registry'
import { answerByKey } from './answer-keys'
import styles from './items-page.module.css'
import { directionOf } from '@/i18n/languages'
import { useNextStep } from './next-step'

interface Props {
  section: TakerSection
  pages: readonly TakerItem[][]
  page: number
}

/** A small group of items, or a single one, and the way on. */
export function ItemsPage({ section, pages, page }: Props) {
  const session = useSession()
  const { state, values, task } = useSitting()
  const items = pages[page] ?? []
  const next = useNextStep(section, pages.length, page)
  const goOn = (event: SyntheticEvent) => {
    event.preventDefault()
    next.go()
  }
  return (
    <form onSubmit={goOn} onKeyDown={answerByKey}>
      <div className={styles.head}>
        <ScreenHeading of={`section ${section.index} page ${page}`} lang={state.language}>
          {section.title}
        </ScreenHeading>
        <Progress section={section} page={page} pages={pages.length} />
      </div>
      <div className={styles.items} lang={state.language} dir={directionOf(state.language)} translate="no">
        {items.map((item, place) => (
          <ItemView
            key={item.id}
            item={item}
            values={values}
            place={{ number: place + 1, of: items.length }}
            onAnswer={(reference, value) => void session.answer(reference, value)}
          />
        ))}
      </div>
      <TaskNote of="open_section" offline={<NeedsConnection />} />
      <div className={styles.onward}>
        <Button type="submit" tone="primary" aria-disabled={task.kind === 'running'}>
          {next.words}
        </Button>
        <Button tone="quiet" onClick={next.goBack}>
          <Trans>Back</Trans>
        </Button>
      </div>
    </form>
  )
}

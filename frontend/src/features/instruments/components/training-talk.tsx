import { useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import type { TrainingTalk } from '@/api/schemas'
import { Section } from '@/components/layouts/section'
import { Stack } from '@/components/layouts/stack'
import { Button } from '@/components/ui/button'
import { Details } from '@/components/ui/details'
import styles from './training-talk.module.css'
import { TrainingRow } from './training-row'

/** One talk with its card. The marks it got are shown only once every row is marked. */
export function TrainingTalkSection({ talk }: { talk: TrainingTalk }) {
  const { t } = useLingui()
  const [marks, setMarks] = useState<Record<string, string>>({})
  const [shown, setShown] = useState(false)
  const open = talk.rows.filter(({ row }) => marks[row.code] === undefined).length
  return (
    <Section title={talk.title} titleIsData lead={<span translate="no">{talk.marked_by.statement}</span>} card long>
      <Details summary={t`Read the talk and mark it`}>
        <Stack>
          <p translate="no">{talk.situation}</p>
          <p translate="no">{talk.task}</p>
          <Turns talk={talk} />
          {talk.rows.map((one) => (
            <TrainingRow
              key={one.row.code}
              training={one}
              mark={marks[one.row.code] ?? ''}
              onMark={(mark) => {
                setMarks({ ...marks, [one.row.code]: mark })
              }}
              shown={shown}
            />
          ))}
          <div>
            <Button
              tone="primary"
              isDisabled={open > 0}
              onPress={() => {
                setShown(true)
              }}
            >
              {t`Compare with the marks it got`}
            </Button>
          </div>
        </Stack>
      </Details>
    </Section>
  )
}

function Turns({ talk }: { talk: TrainingTalk }) {
  const { t } = useLingui()
  return (
    <ol className={styles.turns} lang={talk.language} dir={talk.direction}>
      {talk.turns.map((turn, place) => (
        <li key={`${String(place)} ${turn.words}`} data-speaker={turn.speaker}>
          <strong>{turn.speaker === 'candidate' ? t`Candidate` : t`Actor`}</strong> <span translate="no">{turn.words}</span>
        </li>
      ))}
    </ol>
  )
}

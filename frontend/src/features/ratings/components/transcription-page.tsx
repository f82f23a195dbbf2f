import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Page } from '@/components/layouts/page'
import { Button } from '@/components/ui/button'
import { Callout } from '@/components/ui/callout'
import { Loading } from '@/components/ui/loading'
import { ProblemCallout } from '@/components/ui/problem-callout'
import { useMembership } from '@/lib/session/organisation'
import { useMe } from '@/lib/session/me'
import type { JsonValue, Values } from '@/lib/offline-queue/queued-event'
import { cardSheetQuery } from '../api/queries'
import type { CardSheet, Sheet, Transcription } from '../api/shapes'
import { useTranscribe } from '../api/use-rating-intents'
import { ABSENT, markAt, observedIn } from '../hooks/card-values'
import { ConfidenceField } from './confidence-field'
import { MarkField } from './mark-field'
import { ObservationsSection } from './observations-section'
import styles from './scorecard.module.css'

interface TranscriptionPageProps {
  cardId: string
  onDone: (campaignId: string) => void
}

/** A paper card, entered word for word by a clerk whose name is kept with it. */
export function TranscriptionPage({ cardId, onDone }: TranscriptionPageProps) {
  const { organisation } = useMembership()
  const sheet = useQuery(cardSheetQuery(organisation.id, cardId))
  if (sheet.isError) return <ProblemCallout problem={sheet.error} />
  if (!sheet.data) return <Loading />
  return <TranscriptionForm entry={sheet.data} onDone={onDone} />
}

function TranscriptionForm({ entry, onDone }: { entry: CardSheet; onDone: (campaignId: string) => void }) {
  const { t } = useLingui()
  const { organisation } = useMembership()
  const { user } = useMe()
  const [values, setValues] = useState<Values>({})
  const transcribe = useTranscribe(entry.card.id, () => onDone(entry.campaign_id))
  const put = (item: string, value: JsonValue) => setValues((former) => ({ ...former, [item]: value }))
  const { sheet } = entry
  return (
    <Page
      title={t`Transcribe the card of ${entry.card.rater}`}
      place={organisation.name}
      lead={<span translate="no">{`${entry.candidate} · ${sheet.title}`}</span>}
    >
      <Callout tone="info" title={t`Word for word`}>
        <p>{t`Enter what stands on the paper, nothing else. It is kept that ${user.name} transcribed it. Keep the paper.`}</p>
      </Callout>
      <div className={styles.card} dir={sheet.direction}>
        {sheet.blocks.map((block) => (
          <section key={block.code} className={styles.block} aria-label={block.title}>
            <h2 className={styles.blockTitle} translate="no">
              {block.title}
            </h2>
            <ObservationsSection block={block.code} values={values} put={put} noneSeen={sheet.none_seen} disabled={false} />
            {block.rows.map((row) => (
              <MarkField key={row.code} block={block.code} row={row} values={values} put={put} disabled={false} />
            ))}
          </section>
        ))}
        <ConfidenceField choices={sheet.confidence} values={values} put={put} disabled={false} />
      </div>
      {transcribe.error && <ProblemCallout problem={transcribe.error} />}
      <div>
        <Button tone="primary" isPending={transcribe.isPending} onPress={() => transcribe.mutate(transcribed(sheet, values))}>{t`Hand in the paper card`}</Button>
      </div>
    </Page>
  )
}

function transcribed(sheet: Sheet, values: Values): Transcription {
  const marks = sheet.blocks.flatMap((block) =>
    block.rows.flatMap((row) => {
      const value = values[markAt(block.code, row.code)]
      return value === undefined || value === null ? [] : [{ block: block.code, row: row.code, value: value === ABSENT ? null : Number(value) }]
    }),
  )
  return {
    marks,
    observations: observedIn(values).filter((row) => row.words.trim() !== '').map(({ block, side, at, words }) => ({ block, side, at, words })),
    none_for: values['none.for'] === true,
    none_against: values['none.against'] === true,
    confidence: typeof values.confidence === 'number' ? values.confidence : 0,
  }
}

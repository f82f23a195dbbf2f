import { useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { isProblem, type ProblemError } from '@/api/problem'
import { Button } from '@/components/ui/button'
import { Callout } from '@/components/ui/callout'
import { ProblemCallout } from '@/components/ui/problem-callout'
import { useToast } from '@/components/ui/toasts'
import type { OwnCard, Sheet } from '../api/shapes'
import { useSubmitCard } from '../api/use-rating-intents'
import type { CardMarks } from '../hooks/use-card-queue'
import { SaveBadge } from './save-badge'
import styles from './scorecard.module.css'

/** Always in reach of the thumb: whether everything is saved, and the button that hands the card in. */
export function CardFooter({ own, marks }: { own: OwnCard; marks: CardMarks }) {
  const { t } = useLingui()
  const toast = useToast()
  const [waiting, setWaiting] = useState(false)
  const submit = useSubmitCard(own.card.id, () => toast(t`Your card is in.`))
  const handIn = async () => {
    setWaiting(true)
    const fingerprint = await marks.settled()
    setWaiting(false)
    submit.mutate(fingerprint)
  }
  return (
    <>
      {submit.error && <Refusal problem={submit.error} sheet={own.sheet} />}
      {marks.status.refused > 0 && (
        <Callout tone="danger" title={t`Something on this card cannot be stored`} live>
          <p>{t`Load the page again and compare it with what you noted.`}</p>
        </Callout>
      )}
      <div className={styles.footer} data-screen-only="">
        <SaveBadge status={marks.status} />
        <Button tone="primary" isPending={waiting || submit.isPending} onPress={() => void handIn()}>
          {own.submissions === 0 ? t`Hand in the card` : t`Hand in the correction`}
        </Button>
      </div>
    </>
  )
}

/** What is missing, by the titles that stand on the card. */
function Refusal({ problem, sheet }: { problem: ProblemError; sheet: Sheet }) {
  const { t } = useLingui()
  const words = usePlaceWords(sheet)
  if (!isProblem(problem, 'card_incomplete')) return <ProblemCallout problem={problem} />
  return (
    <Callout tone="caution" title={t`Before the card can be handed in`} live>
      <ul>
        {problem.errors.map((error) => (
          <li key={error.field}>{words(error.field.replace(/^values\./, ''))}</li>
        ))}
      </ul>
    </Callout>
  )
}

function usePlaceWords(sheet: Sheet): (item: string) => string {
  const { t } = useLingui()
  return (item) => {
    if (item === 'confidence') return t`Say how sure you are.`
    if (item === 'none.for') return t`Note one thing that speaks for, or say that you have seen none.`
    if (item === 'none.against') return t`Note one thing that speaks against, or say that you have seen none.`
    const [, block, row] = item.split('.')
    const title = sheet.blocks.find((one) => one.code === block)?.rows.find((one) => one.code === row)?.title ?? item
    return t`Mark “${title}”, or say that you have not seen it.`
  }
}

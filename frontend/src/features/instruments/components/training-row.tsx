import { useLingui } from '@lingui/react/macro'
import type { TrainingTalk } from '@/api/schemas'
import { Stack } from '@/components/layouts/stack'
import { Callout } from '@/components/ui/callout'
import { RadioGroup } from '@/components/ui/radio-group'

type Training = TrainingTalk['rows'][number]
const NOT_SEEN = 'absent'

interface TrainingRowProps {
  training: Training
  mark: string
  onMark: (mark: string) => void
  shown: boolean
}

/** One row of the card to try, and, once it is time, the mark it got with its reason. */
export function TrainingRow({ training, mark, onMark, shown }: TrainingRowProps) {
  const { row } = training
  const choices = [
    ...row.values.map(({ value, label, words }) => ({ id: String(value), name: label, note: words ?? undefined })),
    { id: NOT_SEEN, name: row.absent },
  ]
  return (
    <Stack>
      <div translate="no">
        <RadioGroup label={row.title} help={row.look_for} choices={choices} value={mark} onChange={onMark} />
      </div>
      {shown && <MarkItGot training={training} mark={mark} />}
    </Stack>
  )
}

function MarkItGot({ training, mark }: { training: Training; mark: string }) {
  const { t } = useLingui()
  const { row, mark: got } = training
  const label = row.values.find(({ value }) => value === got.value)?.label ?? row.absent
  const same = mark === (got.value === null ? NOT_SEEN : String(got.value))
  const turns = (places: readonly number[]) => places.join(', ') || '–'
  return (
    <Callout tone={same ? 'good' : 'info'} title={same ? t`The same mark` : t`Another mark`}>
      <p translate="no">{label}</p>
      <p translate="no">{got.reason}</p>
      <p>{t`Seen for it in turns ${turns(got.seen_for)}; against it in turns ${turns(got.seen_against)}.`}</p>
    </Callout>
  )
}

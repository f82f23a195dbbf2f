import { Plural, useLingui } from '@lingui/react/macro'
import type { ProblemError } from '@/api/problem'
import { Facts, type Fact } from '@/components/layouts/facts'
import { Stack } from '@/components/layouts/stack'
import { Button } from '@/components/ui/button'
import { Callout } from '@/components/ui/callout'
import { DialogActions } from '@/components/ui/dialog-actions'
import { ProblemCallout } from '@/components/ui/problem-callout'
import { formatCount } from '@/i18n/formats'
import type { ImportPreview } from '../api/use-import-intents'
import { BadCells } from './bad-cells'

interface PreviewedFileProps {
  preview: ImportPreview
  problem: ProblemError | null
  isPending: boolean
  onBack: () => void
  onImport: () => void
}

/** What a file holds, before anything is stored. With one bad cell it cannot come in. */
export function PreviewedFile({ preview, problem, isPending, onBack, onImport }: PreviewedFileProps) {
  const { t } = useLingui()
  const usable = preview.bad_total === 0
  const count = formatCount(preview.rows)
  return (
    <Stack>
      <p role="status">
        {usable ? (
          t`Everything in the file can be used.`
        ) : (
          <Plural value={preview.bad_total} one="# place cannot be used. Correct the file and choose it again." other="# places cannot be used. Correct the file and choose it again." />
        )}
      </p>
      <Contents preview={preview} />
      {preview.bad.length > 0 && <BadCells kind={preview.kind} cells={preview.bad} total={preview.bad_total} />}
      {usable && isPending && (
        <Callout title={t`Coming in …`}>
          <p>{t`Scoring goes on behind the page; you may leave it.`}</p>
        </Callout>
      )}
      {problem && <ProblemCallout problem={problem} />}
      <DialogActions>
        <Button onPress={onBack}>{t`Back`}</Button>
        {usable && <Button tone="primary" isPending={isPending} onPress={onImport}>{t`Import ${count} people`}</Button>}
      </DialogActions>
    </Stack>
  )
}

function Contents({ preview }: { preview: ImportPreview }) {
  const { t } = useLingui()
  const { ignored_columns: ignored, first_codes: first } = preview
  const facts: Fact[] = [
    { name: t`People`, value: formatCount(preview.rows) },
    { name: t`Items`, value: formatCount(preview.items) },
    { name: t`Answers`, value: formatCount(preview.answers) },
    { name: t`Missing`, value: formatCount(preview.missing) },
  ]
  if (first.length > 0) facts.push({ name: t`First ids`, value: <span translate="no">{first.join(', ')}</span> })
  if (ignored.length > 0) facts.push({ name: t`Not imported`, value: <span translate="no">{ignored.join(', ')}</span> })
  return <Facts facts={facts} />
}

import { useLingui } from '@lingui/react/macro'
import { FileTrigger } from 'react-aria-components'
import { Row } from '@/components/layouts/stack'
import { Button } from '@/components/ui/button'
import { TextArea } from '@/components/ui/text-area'

interface ContentFieldProps {
  content: File | null
  pasted: string
  onChoose: (content: File | null) => void
}

/** A file of answers, or the same as pasted text. */
export function ContentField({ content, pasted, onChoose }: ContentFieldProps) {
  const { t } = useLingui()
  return (
    <>
      <Row>
        <FileTrigger acceptedFileTypes={['.csv', '.sav', '.zsav', 'text/csv', '.txt', '.tsv']} onSelect={(files) => onChoose(files?.[0] ?? null)}>
          <Button>{t`Choose a file (CSV or SPSS)`}</Button>
        </FileTrigger>
        {content && <strong translate="no">{content.name}</strong>}
        {content && <Button tone="quiet" compact onPress={() => onChoose(null)}>{t`Paste text instead`}</Button>}
      </Row>
      {!content && (
        <TextArea label={t`Answers`} help={t`One line a person, one column an item, headed by its code. Empty cells and NA are missing.`} name="text" defaultValue={pasted} rows={5} />
      )}
    </>
  )
}

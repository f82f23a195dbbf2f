import { Plural, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { FileTrigger } from 'react-aria-components'
import { BadRows } from '@/components/layouts/bad-rows'
import { Row, Stack } from '@/components/layouts/stack'
import { Button } from '@/components/ui/button'
import { DialogActions } from '@/components/ui/dialog-actions'
import { ProblemCallout } from '@/components/ui/problem-callout'
import { TextArea } from '@/components/ui/text-area'
import { useToast } from '@/components/ui/toasts'
import { useInviteList, usePreviewList, type ReadList } from '../api/use-invitation-intents'

interface InviteListFormProps {
  campaignId: string
  onDone: () => void
}

/** Paste or choose a file, see what was understood, then invite. */
export function InviteListForm({ campaignId, onDone }: InviteListFormProps) {
  const { t } = useLingui()
  const toast = useToast()
  const [text, setText] = useState('')
  const [list, setList] = useState<ReadList | null>(null)
  const preview = usePreviewList(campaignId, setList)
  const invite = useInviteList(campaignId, ({ invited }) => {
    const count = invited.length
    toast(t`${count} invitations are on their way.`)
    onDone()
  })

  function change(value: string) {
    setText(value)
    setList(null)
  }

  return (
    <Stack>
      <TextArea
        label={t`People`}
        help={t`One a line: name, e-mail, and a language if you like. A first line with “name,email” is understood.`}
        value={text}
        onChange={change}
        rows={6}
      />
      <Row>
        <FileTrigger acceptedFileTypes={['.csv', 'text/csv', '.txt']} onSelect={(files) => void files?.[0]?.text().then(change)}>
          <Button>{t`Choose a CSV file`}</Button>
        </FileTrigger>
      </Row>
      {preview.error && <ProblemCallout problem={preview.error} />}
      {invite.error && <ProblemCallout problem={invite.error} />}
      {list && <Understood list={list} />}
      <DialogActions>
        {!list && <Button tone="primary" isDisabled={!text.trim()} isPending={preview.isPending} onPress={() => preview.mutate(text)}>{t`Check the list`}</Button>}
        {list && list.good.length > 0 && (
          <Button
            tone="primary"
            isPending={invite.isPending}
            onPress={() => invite.mutate({ text, choice: list.bad.length > 0 ? 'only_good' : 'all' })}
          >
            {list.bad.length > 0 ? t`Invite the good ones (${list.good.length})` : t`Invite all (${list.good.length})`}
          </Button>
        )}
      </DialogActions>
    </Stack>
  )
}

function Understood({ list }: { list: ReadList }) {
  return (
    <Stack tight>
      <p role="status">
        <Plural value={list.good.length} one="# person can be invited." other="# people can be invited." />{' '}
        {list.bad.length > 0 && <Plural value={list.bad.length} one="# line cannot." other="# lines cannot." />}
      </p>
      {list.bad.length > 0 && <BadRows rows={list.bad} />}
    </Stack>
  )
}

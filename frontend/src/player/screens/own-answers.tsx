import { Trans } from '@lingui/react/macro'
import { useState } from 'react'
import { fetchAnswers } from '@/api/taker'
import { fingerprintOf } from '@/lib/offline-queue/fingerprint'
import { Button } from '../parts/button'
import { Callout } from '../parts/callout'
import { useSitting } from '../parts/session-context'
import { Actions, Stack } from '../parts/stack'
import { saveFile } from '../device/save-file'

/** The person's own answers as a file, with the count and the fingerprint that the receipt names. */
export function OwnAnswers() {
  const { state } = useSitting()
  const [failed, setFailed] = useState(false)
  const download = async () => {
    setFailed(false)
    try {
      const { answers, entries } = await fetchAnswers()
      const content = { campaign: state.campaign_title, receipt: state.receipt, entries, answers, ...(await fingerprintOf(answers)) }
      saveFile('my-answers.json', JSON.stringify(content, null, 2), 'application/json')
    } catch {
      setFailed(true)
    }
  }
  return (
    <Stack>
      <h2 data-screen-only>
        <Trans>Your own answers</Trans>
      </h2>
      {failed && (
        <Callout tone="caution" role="alert">
          <Trans>The file could not be fetched just now. Please try again when you have a connection.</Trans>
        </Callout>
      )}
      <Actions>
        <Button onClick={() => void download()}>
          <Trans>Download my answers</Trans>
        </Button>
      </Actions>
    </Stack>
  )
}

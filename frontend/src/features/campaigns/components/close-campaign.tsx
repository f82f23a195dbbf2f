import { useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import type { Campaign } from '@/api/schemas'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { useCloseCampaign } from '../api/use-campaign-intents'

export function CloseCampaign({ campaign }: { campaign: Campaign }) {
  const { t } = useLingui()
  const [asking, setAsking] = useState(false)
  const end = useCloseCampaign(campaign, () => setAsking(false))
  return (
    <>
      <Button onPress={() => setAsking(true)}>{t`Close the campaign`}</Button>
      <ConfirmDialog
        title={t`Close the campaign`}
        action={t`Close it`}
        isOpen={asking}
        isPending={end.isPending}
        problem={end.error}
        onConfirm={() => end.mutate('close')}
        onClose={() => setAsking(false)}
      >
        <p>{t`Nobody can be invited any more. Everybody who was promised an answer is still owed one.`}</p>
      </ConfirmDialog>
    </>
  )
}

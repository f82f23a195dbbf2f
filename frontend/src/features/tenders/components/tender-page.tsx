import { useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import type { Tender } from '@/api/schemas'
import { Section } from '@/components/layouts/section'
import { Button } from '@/components/ui/button'
import { Callout } from '@/components/ui/callout'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { useToast } from '@/components/ui/toasts'
import { useMay } from '@/lib/session/organisation'
import { useFreezeTender } from '../api/use-tender-intents'
import { BiddersSection } from './bidders-section'
import { ClarificationsSection } from './clarifications-section'
import { CriteriaSection } from './criteria-section'
import { EvaluatorsSection } from './evaluators-section'
import { RulesFacts } from './rules-facts'
import { TenderForm } from './tender-form'
import { TenderFrame } from './tender-frame'

export function TenderPage({ tenderId }: { tenderId: string }) {
  const mayManage = useMay('manage_tenders')
  return (
    <TenderFrame tenderId={tenderId} actions={(tender) => mayManage && !tender.frozen_at && <Freeze tender={tender} />}>
      {(tender) => (
        <>
          {!tender.frozen_at && <Missing tender={tender} />}
          <FrameSection tender={tender} editable={mayManage && !tender.frozen_at} />
          <CriteriaSection tender={tender} />
          <EvaluatorsSection tender={tender} />
          {tender.frozen_at && <BiddersSection tender={tender} />}
          {tender.frozen_at && <ClarificationsSection tender={tender} />}
        </>
      )}
    </TenderFrame>
  )
}

function FrameSection({ tender, editable }: { tender: Tender; editable: boolean }) {
  const { t } = useLingui()
  const [editing, setEditing] = useState(false)
  const open = editable && (editing || !tender.definition_version_id)
  return (
    <Section
      title={t`Frame and rules`}
      lead={t`The same for every bidder, and published to each of them.`}
      actions={editable && !open && <Button onPress={() => setEditing(true)}>{t`Edit`}</Button>}
      card
    >
      {open ? <TenderForm tender={tender} onDone={() => setEditing(false)} /> : <RulesFacts tender={tender} />}
    </Section>
  )
}

function Missing({ tender }: { tender: Tender }) {
  const { t } = useLingui()
  if (tender.missing.length === 0)
    return (
      <Callout tone="good" title={t`Ready to be frozen`}>
        <p>{t`After that nothing of it can be changed, and suppliers can be invited.`}</p>
      </Callout>
    )
  return (
    <Callout tone="caution" title={t`Before it can be frozen`}>
      <ul translate="no">
        {tender.missing.map((words) => (
          <li key={words}>{words}</li>
        ))}
      </ul>
    </Callout>
  )
}

function Freeze({ tender }: { tender: Tender }) {
  const { t } = useLingui()
  const toast = useToast()
  const [asking, setAsking] = useState(false)
  const freeze = useFreezeTender(tender, () => {
    toast(t`The tender is frozen.`)
    setAsking(false)
  })
  return (
    <>
      <Button tone="primary" isDisabled={tender.missing.length > 0} onPress={() => setAsking(true)}>{t`Freeze the criteria`}</Button>
      <ConfirmDialog
        title={t`Freeze criteria, rules and deadline?`}
        action={t`Freeze them`}
        isOpen={asking}
        isPending={freeze.isPending}
        problem={freeze.error}
        onConfirm={() => freeze.mutate('freeze')}
        onClose={() => setAsking(false)}
        destructive={false}
      >
        <p>{t`Every bidder is told and judged by exactly this. It cannot be undone; for other criteria you open a new tender.`}</p>
      </ConfirmDialog>
    </>
  )
}

import { useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import type { Culture, Target } from '@/api/schemas'
import { TargetLine } from '@/components/charts/target-line'
import { Section } from '@/components/layouts/section'
import { Row } from '@/components/layouts/stack'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { formatPercent } from '@/i18n/formats'
import { BehaviourLists } from './behaviour-lists'
import styles from './dimension-card.module.css'
import { DimensionDialog } from './dimension-dialog'
import { RemoveDimension } from './remove-dimension'
import { polesOf, wishOf } from './target-of'

export interface DimensionCardProps {
  version: Culture
  target: Target
  position: number
  editable: boolean
}

export function DimensionCard({ version, target, position, editable }: DimensionCardProps) {
  const { t } = useLingui()
  const [editing, setEditing] = useState(false)
  const actions = (
    <Row>
      <RemoveDimension version={version} target={target} />
      <Button onPress={() => setEditing(true)} aria-label={t`Place ${target.name}`}>{t`Place`}</Button>
    </Row>
  )
  return (
    <Section title={target.name} titleIsData actions={editable && actions} card>
      <Marks target={target} />
      <TargetLine title={target.name} target={wishOf(target)} poles={polesOf(target)} />
      {target.definition && <p translate="no">{target.definition}</p>}
      <Reasons target={target} />
      <BehaviourLists on={target.on} off={target.off} />
      {editing && <DimensionDialog {...{ version, target, position }} onClose={() => setEditing(false)} />}
    </Section>
  )
}

function Marks({ target }: { target: Target }) {
  const { t } = useLingui()
  const kinds: Record<Target['kind'], string> = { style: t`style`, standard: t`standard`, trait: t`trait` }
  const { placement } = target
  return (
    <Row>
      <Badge>{kinds[target.kind]}</Badge>
      <Badge tone="accent">{t`weight ${target.weight} of 5`}</Badge>
      {placement && (
        <Badge tone={placement.hardly_confirmable ? 'caution' : 'neutral'}>
          {t`can be confirmed at most ${formatPercent(placement.p_max)}`}
        </Badge>
      )}
    </Row>
  )
}

function Reasons({ target }: { target: Target }) {
  const { t } = useLingui()
  return (
    <>
      {target.commercial_reason && (
        <p>
          <span className={styles.name}>{t`Why it pays:`}</span> <span translate="no">{target.commercial_reason}</span>
        </p>
      )}
      {target.reason && (
        <p>
          <span className={styles.name}>{t`Why the band is narrow:`}</span> <span translate="no">{target.reason}</span>
        </p>
      )}
    </>
  )
}

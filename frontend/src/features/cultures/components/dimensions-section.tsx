import { useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import type { Culture } from '@/api/schemas'
import { Section } from '@/components/layouts/section'
import { Row, Stack } from '@/components/layouts/stack'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { AdoptDialog } from './adopt-dialog'
import { DimensionCard } from './dimension-card'
import { NewDimensionDialog } from './new-dimension-dialog'

interface DimensionsSectionProps {
  version: Culture
  editable: boolean
}

type Opened = 'adopt' | 'own' | null

export function DimensionsSection({ version, editable }: DimensionsSectionProps) {
  const { t } = useLingui()
  const [opened, setOpened] = useState<Opened>(null)
  const close = () => setOpened(null)
  const add = (
    <Row>
      <Button onPress={() => setOpened('own')}>{t`Add one of your own`}</Button>
      <Button tone="primary" onPress={() => setOpened('adopt')}>{t`Take from the library`}</Button>
    </Row>
  )
  return (
    <Section
      title={t`Dimensions`}
      lead={t`Styles have a place on a line, and neither end is better. Standards have a level.`}
      actions={editable && add}
    >
      {version.targets.length === 0 && (
        <EmptyState title={t`No dimension is placed yet`}>
          {t`Take the ones that matter to your customers from the library, then place each on its line.`}
        </EmptyState>
      )}
      <Stack>
        {version.targets.map((target, position) => (
          <DimensionCard key={target.id} {...{ version, target, position, editable }} />
        ))}
      </Stack>
      {opened === 'adopt' && <AdoptDialog version={version} onClose={close} />}
      {opened === 'own' && <NewDimensionDialog version={version} onClose={close} />}
    </Section>
  )
}

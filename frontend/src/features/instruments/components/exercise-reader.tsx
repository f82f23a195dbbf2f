import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Row, Stack } from '@/components/layouts/stack'
import { Section } from '@/components/layouts/section'
import { ProblemCallout } from '@/components/ui/problem-callout'
import { Select } from '@/components/ui/select'
import { useMay, useOrganisationId } from '@/lib/session/organisation'
import { briefQuery, type SheetChoice, type Variant } from '../api/queries'
import { ActorSheetReader } from './actor-sheet-reader'
import { BriefReader } from './brief-reader'
import { CardReader } from './card-reader'

interface ExerciseReaderProps {
  instrumentId: string
  forms: readonly string[]
  variants: readonly Variant[]
}

/** The sheets of an exercise in one parallel form and variant; the actor's and the rater's for those who guard the keys. */
export function ExerciseReader({ instrumentId, forms, variants }: ExerciseReaderProps) {
  const maySeeKeys = useMay('view_keys')
  const [choice, choose] = useState<SheetChoice>({ form: forms[0] ?? '', variant: variants[0] ?? 'spoken' })
  const brief = useQuery(briefQuery(useOrganisationId(), instrumentId, choice))
  return (
    <Stack>
      <div data-screen-only="">
        <Choices forms={forms} variants={variants} choice={choice} choose={choose} />
      </div>
      {brief.isError && <ProblemCallout problem={brief.error} />}
      {brief.data && <BriefReader brief={brief.data} />}
      {maySeeKeys && <ActorSheetReader instrumentId={instrumentId} choice={choice} />}
      {maySeeKeys && <CardReader instrumentId={instrumentId} choice={choice} />}
    </Stack>
  )
}

interface ChoicesProps {
  forms: readonly string[]
  variants: readonly Variant[]
  choice: SheetChoice
  choose: (choice: SheetChoice) => void
}

function Choices({ forms, variants, choice, choose }: ChoicesProps) {
  const { t } = useLingui()
  const names: Record<Variant, string> = { spoken: t`spoken`, chat: t`by chat`, written: t`in writing` }
  return (
    <Section title={t`The sheets`} lead={t`Three sheets with words of their own; parallel forms ask for the same in another situation.`}>
      <Row>
        <Select
          label={t`Parallel form`}
          choices={forms.map((form) => ({ id: form, name: form.toUpperCase() }))}
          value={choice.form}
          onChange={(form) => {
            choose({ ...choice, form })
          }}
        />
        <Select
          label={t`Variant`}
          choices={variants.map((variant) => ({ id: variant, name: names[variant] }))}
          value={choice.variant}
          onChange={(id) => {
            choose({ ...choice, variant: variants.find((variant) => variant === id) ?? choice.variant })
          }}
        />
      </Row>
    </Section>
  )
}

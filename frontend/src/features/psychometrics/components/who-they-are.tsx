import { useLingui } from '@lingui/react/macro'
import { RadioGroup } from '@/components/ui/radio-group'
import { TextArea } from '@/components/ui/text-area'
import type { Population } from '../api/use-calibration'
import { usePopulationWords } from './population-words'

interface WhoTheyAreProps {
  population: Population
  onChange: (population: Population) => void
  consentIsOptional?: boolean
}

/** Whose answers they are and what they agreed to: only the one who draws them knows. */
export function WhoTheyAre({ population, onChange, consentIsOptional = false }: WhoTheyAreProps) {
  const { t } = useLingui()
  const words = usePopulationWords()
  const choices: { id: Population; name: string }[] = [
    { id: 'volunteers', name: words.volunteers },
    { id: 'applicants', name: words.applicants },
    { id: 'incumbents', name: words.incumbents },
  ]
  return (
    <>
      <RadioGroup
        label={t`Who they are`}
        name="population"
        choices={choices}
        value={population}
        onChange={(id) => onChange(choices.find((one) => one.id === id)?.id ?? 'volunteers')}
      />
      <TextArea label={t`What they agreed to`} name="consent" rows={2} maxLength={600} optional={consentIsOptional} />
    </>
  )
}

import { useLingui } from '@lingui/react/macro'
import type { Instrument } from '@/api/schemas'
import { Checkbox } from '@/components/ui/checkbox'
import { CheckboxGroup } from '@/components/ui/checkbox-group'
import { formatFigure } from '@/i18n/formats'
import { choosable, partOf } from '../given-sections'

interface SectionsChoiceProps {
  instrument: Instrument
  given: readonly string[]
  onChange: (given: string[]) => void
}

/** Which parts of an instrument are given, where each of them measures one dimension. Practice comes with any. */
export function SectionsChoice({ instrument, given, onChange }: SectionsChoiceProps) {
  const { t } = useLingui()
  const sections = choosable(instrument)
  return (
    <CheckboxGroup
      label={t`Parts of “${instrument.title}”`}
      help={t`Where a dimension has two parts, both together measure it more exactly.`}
      value={[...given]}
      onChange={onChange}
    >
      {sections.map((section) => {
        const { number, of } = partOf(section, sections)
        return (
          <Checkbox key={section.code} value={section.code}>
            <span translate="no">{section.dimensions.map((dimension) => dimension.name).join(', ')}</span>{' '}
            {of > 1 && t`part ${number} of ${of}`} {t`(about ${formatFigure(section.minutes, 0)} minutes)`}
          </Checkbox>
        )
      })}
    </CheckboxGroup>
  )
}

import { useLingui } from '@lingui/react/macro'
import type { InstrumentDetail } from '@/api/schemas'
import { Stack } from '@/components/layouts/stack'
import { Callout } from '@/components/ui/callout'
import { Select } from '@/components/ui/select'
import { languageName } from '@/i18n/languages'

interface StandingNotesProps {
  instrument: InstrumentDetail
  onLanguage: (language: string) => void
}

/** In which language one reads, and what a reader must know before anything else about this version. */
export function StandingNotes({ instrument, onLanguage }: StandingNotesProps) {
  const { t } = useLingui()
  const { language, languages, default_language: written, short_form_of: long, superseded } = instrument
  return (
    <Stack>
      {languages.length > 1 && (
        // The languages stand in their own words, which nobody translates.
        <div data-screen-only="" translate="no">
          <Select
            label={t`Language`}
            choices={languages.map((code) => ({ id: code, name: languageName(code) }))}
            value={language}
            onChange={onLanguage}
          />
        </div>
      )}
      {language !== written && (
        <Callout tone="caution" title={t`Not shown equivalent`}>
          <p>{t`A translation is a version of its own on the ladder. People who answered in different languages are not compared.`}</p>
        </Callout>
      )}
      {long && (
        <Callout tone="caution" title={t`A short form never carries a cut`}>
          <p>{t`It has few items of ${long}. Its scales go no further on the ladder than “piloted”: they describe, and nothing is decided by them.`}</p>
        </Callout>
      )}
      {superseded && <Callout title={t`There is a newer version`} />}
    </Stack>
  )
}

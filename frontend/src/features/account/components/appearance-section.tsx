import { useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { Grid } from '@/components/layouts/stack'
import { Section } from '@/components/layouts/section'
import { RadioGroup } from '@/components/ui/radio-group'
import { Select } from '@/components/ui/select'
import { LOCALES, OFFERED_LOCALES, preferredLocale, rememberLocale, type Locale } from '@/i18n/locales'
import { rememberTheme, storedTheme, type Theme } from '@/lib/settings/theme'

export function AppearanceSection() {
  const { t } = useLingui()
  const [theme, setTheme] = useState(storedTheme)
  const themes = [
    { id: 'system', name: t`Like this device` },
    { id: 'light', name: t`Light` },
    { id: 'dark', name: t`Dark` },
  ]
  const languages = OFFERED_LOCALES.map((locale) => ({ id: locale, name: LOCALES[locale].name }))

  function chooseTheme(value: string) {
    rememberTheme(value as Theme)
    setTheme(value as Theme)
  }

  function chooseLanguage(locale: string) {
    rememberLocale(locale as Locale)
    window.location.reload()
  }

  return (
    <Section title={t`Appearance`} lead={t`Kept in this browser only.`} card>
      <Grid>
        <RadioGroup label={t`Colours`} value={theme} onChange={chooseTheme} choices={themes} />
        <Select label={t`Language`} choices={languages} value={preferredLocale()} onChange={chooseLanguage} />
      </Grid>
    </Section>
  )
}

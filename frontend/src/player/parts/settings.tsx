import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { activateLocale } from '@/i18n/activate-locale'
import { LOCALES, OFFERED_LOCALES, preferredLocale, rememberLocale, type Locale } from '@/i18n/locales'
import { loadPlayerCatalogue } from '@/i18n/player-catalogue'
import { rememberTheme, storedTheme, type Theme } from '@/lib/settings/theme'
import { rememberTextSize, storedTextSize, TEXT_SIZES, type TextSize } from '../device/text-size'
import { Choose } from './choose'
import styles from './settings.module.css'

/** How the page looks: text size, colours, and the language of buttons and messages. */
export function Settings() {
  const { t } = useLingui()
  const [theme, setTheme] = useState(storedTheme)
  const [size, setSize] = useState(storedTextSize)
  const [locale, setLocale] = useState(preferredLocale)
  const sizes: Record<TextSize, string> = { '100': t`Normal`, '150': t`Large`, '200': t`Very large` }
  const themes: Record<Theme, string> = { system: t`Like this device`, light: t`Light`, dark: t`Dark` }
  return (
    <details className={styles.settings}>
      <summary>
        <Trans>Text size, colours, language</Trans>
      </summary>
      <div className={styles.fields}>
        <Choose
          label={t`Text size`}
          value={size}
          options={TEXT_SIZES.map((value) => [value, sizes[value]])}
          onChange={(value) => {
            rememberTextSize(value)
            setSize(value)
          }}
        />
        <Choose
          label={t`Colours`}
          value={theme}
          options={(['system', 'light', 'dark'] as const).map((value) => [value, themes[value]])}
          onChange={(value) => {
            rememberTheme(value)
            setTheme(value)
          }}
        />
        <Choose
          label={t`Language of this page`}
          untranslated
          value={locale}
          options={OFFERED_LOCALES.map((value): [Locale, string] => [value, LOCALES[value].name])}
          onChange={(value) => {
            rememberLocale(value)
            void activateLocale(value, loadPlayerCatalogue).then(() => setLocale(value))
          }}
        />
      </div>
    </details>
  )
}

/** The languages of the product. `pseudo` is English in brackets: whatever shows without brackets was never translated. */
export const LOCALES = {
  en: { name: 'English', direction: 'ltr' },
  ar: { name: 'العربية', direction: 'rtl' },
  pseudo: { name: '[Pseudo]', direction: 'ltr' },
} as const

export type Locale = keyof typeof LOCALES

/** Offered in the settings; the pseudo-locale is for tests and translators. */
export const OFFERED_LOCALES: readonly Locale[] = ['en', 'ar']

const STORED = 'onculture.locale'

export function isLocale(value: string | null): value is Locale {
  return value !== null && value in LOCALES
}

/** `?locale=` for this tab, else what was chosen before, else the browser's languages, else English. */
export function preferredLocale(): Locale {
  const asked = new URLSearchParams(window.location.search).get('locale')
  if (isLocale(asked)) {
    window.sessionStorage.setItem(STORED, asked)
    return asked
  }
  const stored = window.sessionStorage.getItem(STORED) ?? window.localStorage.getItem(STORED)
  if (isLocale(stored)) return stored
  const spoken = navigator.languages.map((tag) => tag.split('-')[0] ?? '')
  return OFFERED_LOCALES.find((locale) => spoken.includes(locale)) ?? 'en'
}

export function rememberLocale(locale: Locale): void {
  window.sessionStorage.removeItem(STORED)
  window.localStorage.setItem(STORED, locale)
}

/** The tag for dates, numbers and `lang`; the pseudo-locale is English underneath. */
export function languageTag(locale: Locale): string {
  return locale === 'pseudo' ? 'en' : locale
}

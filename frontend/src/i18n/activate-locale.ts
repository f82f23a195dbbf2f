import { i18n, type Messages } from '@lingui/core'
import { languageTag, LOCALES, type Locale } from './locales'
import { bracketed } from './pseudo-locale'

export type CatalogueLoader = (language: string) => Promise<{ messages: Messages }>

/** Loads a catalogue and makes it, its direction and its language tag those of the page. */
export async function activateLocale(locale: Locale, load: CatalogueLoader): Promise<void> {
  const { messages } = await load(languageTag(locale))
  i18n.load(locale, locale === 'pseudo' ? bracketed(messages) : messages)
  i18n.activate(locale, [languageTag(locale)])
  document.documentElement.lang = languageTag(locale)
  document.documentElement.dir = LOCALES[locale].direction
}

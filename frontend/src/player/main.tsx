import '@/lib/styles/fonts.css'
import '@/lib/styles/tokens.css'
import '@/lib/styles/base.css'
import './player.css'
import { i18n } from '@lingui/core'
import { I18nProvider } from '@lingui/react'
import { createRoot } from 'react-dom/client'
import { activateLocale } from '@/i18n/activate-locale'
import { preferredLocale } from '@/i18n/locales'
import { loadPlayerCatalogue } from '@/i18n/player-catalogue'
import { applyTheme, storedTheme } from '@/lib/settings/theme'
import { registerShell } from './device/shell'
import { applyTextSize, storedTextSize } from './device/text-size'
import { Player } from './player'

applyTheme(storedTheme())
applyTextSize(storedTextSize())
await activateLocale(preferredLocale(), loadPlayerCatalogue)
void registerShell()

const root = document.getElementById('root')
if (!root) throw new Error('take.html has no element with the id "root"')
createRoot(root).render(
  <I18nProvider i18n={i18n}>
    <Player />
  </I18nProvider>,
)

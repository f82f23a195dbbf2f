import '@/lib/styles/fonts.css'
import '@/lib/styles/tokens.css'
import '@/lib/styles/base.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { activateLocale } from '@/i18n/activate-locale'
import { loadConsoleCatalogue } from '@/i18n/console-catalogue'
import { preferredLocale } from '@/i18n/locales'
import { applyTheme, storedTheme } from '@/lib/settings/theme'
import { Console } from './console'

applyTheme(storedTheme())
await activateLocale(preferredLocale(), loadConsoleCatalogue)

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no element with the id "root"')
createRoot(root).render(
  <StrictMode>
    <Console />
  </StrictMode>,
)

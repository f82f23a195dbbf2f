import type { Messages } from '@lingui/core'

type Load = () => Promise<{ messages: Messages }>

const english: Load = () => import('./locales/en/console.po')
const CATALOGUES: Record<string, Load> = { en: english, ar: () => import('./locales/ar/console.po') }

export const loadConsoleCatalogue = (language: string) => (CATALOGUES[language] ?? english)()

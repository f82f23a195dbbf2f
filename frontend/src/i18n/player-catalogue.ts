import type { Messages } from '@lingui/core'

type Load = () => Promise<{ messages: Messages }>

const english: Load = () => import('./locales/en/player.po')
const CATALOGUES: Record<string, Load> = { en: english, ar: () => import('./locales/ar/player.po') }

export const loadPlayerCatalogue = (language: string) => (CATALOGUES[language] ?? english)()

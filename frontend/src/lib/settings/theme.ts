export type Theme = 'system' | 'light' | 'dark'

const STORED = 'onculture.theme'

export function storedTheme(): Theme {
  const value = window.localStorage.getItem(STORED)
  return value === 'light' || value === 'dark' ? value : 'system'
}

/** `system` follows the machine; the tokens read the rest from `color-scheme`. */
export function applyTheme(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset.theme
  else document.documentElement.dataset.theme = theme
}

export function rememberTheme(theme: Theme): void {
  window.localStorage.setItem(STORED, theme)
  applyTheme(theme)
}

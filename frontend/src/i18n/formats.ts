import { i18n } from '@lingui/core'

/** English dates are written day first: 3/12 must not be read as the 12th of March by half of the readers. */
function languages(): string[] {
  const spoken = [i18n.locales ?? 'en'].flat()
  return spoken.map((tag) => (tag === 'en' ? 'en-GB' : tag))
}

/** "21 Nov 2026": a day, without time. */
export function formatDay(value: string | Date): string {
  return new Intl.DateTimeFormat(languages(), { day: 'numeric', month: 'short', year: 'numeric' }).format(new Date(value))
}

/** "21 Nov 2026, 14:03:11": a moment, exact to the second, as audit rows need it. */
export function formatMoment(value: string | Date): string {
  return new Intl.DateTimeFormat(languages(), { dateStyle: 'medium', timeStyle: 'medium' }).format(new Date(value))
}

/** "21 Nov 2026, 14:03": when something closes or begins. */
export function formatMinute(value: string | Date): string {
  return new Intl.DateTimeFormat(languages(), { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(value))
}

/** A figure with a fixed number of decimals, a real minus sign and the digits of the language. */
export function formatFigure(value: number, decimals = 2): string {
  const text = new Intl.NumberFormat(languages(), {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
    signDisplay: 'negative',
  }).format(value)
  return text.replace('-', '−')
}

export function formatPercent(share: number): string {
  return new Intl.NumberFormat(languages(), { style: 'percent', maximumFractionDigits: 0 }).format(share)
}

export function formatCount(value: number): string {
  return new Intl.NumberFormat(languages()).format(value)
}

/** The latent scale as people read it: T = 50 + 10 theta. */
export function formatPlace(theta: number): string {
  return formatFigure(50 + 10 * theta, 0)
}

/** A standard error or a width on the same scale. */
export function formatSpread(theta: number): string {
  return formatFigure(10 * theta, 1)
}

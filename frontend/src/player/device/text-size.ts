export const TEXT_SIZES = ['100', '150', '200'] as const
export type TextSize = (typeof TEXT_SIZES)[number]

const STORED = 'onculture.text-size'

export function storedTextSize(): TextSize {
  const stored = window.localStorage.getItem(STORED)
  return TEXT_SIZES.find((size) => size === stored) ?? '100'
}

/** Everything is measured in rem, so one number on the root makes the whole page larger. */
export function applyTextSize(size: TextSize): void {
  if (size === '100') delete document.documentElement.dataset.textSize
  else document.documentElement.dataset.textSize = size
}

export function rememberTextSize(size: TextSize): void {
  window.localStorage.setItem(STORED, size)
  applyTextSize(size)
}

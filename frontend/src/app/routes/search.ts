/** Reading the state of a list from an address, which anybody may have typed: what does not fit is left out. */
export function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}

export function choice<Value extends string>(value: unknown, known: readonly Value[]): Value | undefined {
  return known.find((candidate) => candidate === value)
}

export function pageNumber(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isInteger(value) && value > 1 ? value : undefined
}

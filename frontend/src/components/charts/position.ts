/** Where somebody stands on one dimension, as the server says it. Without a mean nothing was assessed. */
export interface Position {
  mean: number | null
  error: number | null
  provisional: boolean
}

/** What the definition wishes: a band on a style, a level on a standard. Either edge may be open. */
export interface Target {
  kind: 'band' | 'level'
  lower: number | null
  upper: number | null
}

export interface Poles {
  low: string
  high: string
}

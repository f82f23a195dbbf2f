import type { Messages } from '@lingui/core'

/** Every message in brackets, so that a text that never went through the catalogue is seen at once. */
export function bracketed(messages: Messages): Messages {
  return Object.fromEntries(
    Object.entries(messages).map(([id, message]) => [
      id,
      typeof message === 'string' ? `[${message}]` : ['[', ...message, ']'],
    ]),
  )
}

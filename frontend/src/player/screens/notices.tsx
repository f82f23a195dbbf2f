import type { Notice } from '@/api/taker-schemas'
import { Stack } from '../parts/stack'

/** What the law and decency ask us to say, in the words of the organisation's place. */
export function Notices({ notices, language }: { notices: readonly Notice[]; language: string }) {
  return (
    <div lang={language} translate="no">
      <Stack>
        {byTitle(notices).map(([title, texts]) => (
          <Stack gap="small" key={title}>
            <h2 dir="auto">{title}</h2>
            {texts.map((text) => (
              <p dir="auto" key={text}>
                {text}
              </p>
            ))}
          </Stack>
        ))}
      </Stack>
    </div>
  )
}

/** Several questionnaires may each have a word to say under one title. */
function byTitle(notices: readonly Notice[]): [string, string[]][] {
  const texts = new Map<string, string[]>()
  for (const { title, text } of notices) texts.set(title, [...(texts.get(title) ?? []), text])
  return [...texts]
}

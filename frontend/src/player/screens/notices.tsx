import { useLingui } from '@lingui/react/macro'
import type { Notice } from '@/api/taker-schemas'
import { Stack } from '../parts/stack'

interface Props {
  notices: readonly Notice[]
  language: string
}

/** What the law and decency ask us to say: the titles in the player's language, the texts in the organisation's words. */
export function Notices({ notices, language }: Props) {
  const titleOf = useNoticeTitles()
  return (
    <Stack>
      {byTitle(notices, titleOf).map(([title, texts]) => (
        <Stack gap="small" key={title}>
          <h2 dir="auto">{title}</h2>
          {texts.map((text) => (
            <p lang={language} dir="auto" translate="no" key={text}>
              {text}
            </p>
          ))}
        </Stack>
      ))}
    </Stack>
  )
}

/** A notice is known by its code; of a second text under the same one the code ends in its number: `use-2`. */
function useNoticeTitles() {
  const { t } = useLingui()
  const titles: Record<string, string> = {
    purpose: t`What this is for`,
    use: t`What happens with your answers`,
    who_sees: t`Who sees what`,
    rights: t`Your rights`,
    careless_answers: t`Hurried answers`,
  }
  return ({ code, title }: Notice): string => titles[code.split('-')[0] ?? ''] ?? title
}

/** Several questionnaires may each have a word to say under one title. */
function byTitle(notices: readonly Notice[], titleOf: (notice: Notice) => string): [string, string[]][] {
  const texts = new Map<string, string[]>()
  for (const notice of notices) {
    const title = titleOf(notice)
    texts.set(title, [...(texts.get(title) ?? []), notice.text])
  }
  return [...texts]
}

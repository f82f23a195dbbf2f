import type { Notice } from '@/api/taker-schemas'
import { Stack } from '../parts/stack'

/** What the law and decency ask us to say, in the words of the organisation's place. */
export function Notices({ notices, language }: { notices: readonly Notice[]; language: string }) {
  return (
    <div lang={language} translate="no">
      <Stack>
        {notices.map((notice) => (
          <Stack gap="small" key={notice.code}>
            <h2 dir="auto">{notice.title}</h2>
            <p dir="auto">{notice.text}</p>
          </Stack>
        ))}
      </Stack>
    </div>
  )
}

import { useLingui } from '@lingui/react/macro'
import type { Culture } from '@/api/schemas'
import { Badge, type BadgeTone } from '@/components/ui/badge'

type Status = Culture['status']

const TONES: Record<Status, BadgeTone> = { draft: 'neutral', proposed: 'caution', signed: 'good' }

export function VersionStatus({ status }: { status: Status }) {
  const { t } = useLingui()
  const words: Record<Status, string> = { draft: t`draft`, proposed: t`waiting for signatures`, signed: t`signed` }
  return <Badge tone={TONES[status]}>{words[status]}</Badge>
}

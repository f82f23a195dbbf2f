import { useLingui } from '@lingui/react/macro'
import type { Member } from '@/api/schemas'
import { Badge, type BadgeTone } from '@/components/ui/badge'

const TONES: Record<Member['status'], BadgeTone> = { invited: 'caution', active: 'good', deactivated: 'neutral' }

export function MemberStatus({ status }: { status: Member['status'] }) {
  const { t } = useLingui()
  const words: Record<Member['status'], string> = {
    invited: t`invited`,
    active: t`active`,
    deactivated: t`deactivated`,
  }
  return <Badge tone={TONES[status]}>{words[status]}</Badge>
}

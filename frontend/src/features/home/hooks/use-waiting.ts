import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { definitionsQuery } from '@/api/choices'
import { formatDay, formatMinute } from '@/i18n/formats'
import { useMay, useOrganisationId } from '@/lib/session/organisation'
import { myCardsQuery, openRequestsQuery, promiseCountsQuery, undecidedQuery } from '../api/queries'

export interface Waiting {
  id: string
  what: string
  why: string
  href: string
  /** A promise to somebody is at stake. */
  urgent?: boolean
}

/** What waits for this member, by what they may do; the most pressing first. */
export function useWaiting(): Waiting[] {
  return [...useCardsDue(), ...usePromisesDue(), ...useSignatures(), ...useRequests(), ...useUndecided()]
}

/** My cards today, and those still out from before. */
function useCardsDue(): Waiting[] {
  const { t } = useLingui()
  const organisation = useOrganisationId()
  const cards = useQuery({ ...myCardsQuery(organisation), enabled: useMay('rate') })
  const midnight = new Date()
  midnight.setHours(24, 0, 0, 0)
  const due = cards.data?.results.filter((card) => card.status === 'assigned' && new Date(card.starts_at) < midnight) ?? []
  return due.map((card) => ({
    id: card.id,
    what: t`Your card for ${card.candidate}`,
    why: `${formatMinute(card.starts_at)} · ${card.place}`,
    href: `/o/${organisation}/cards/${card.id}`,
    urgent: true,
  }))
}

function useSignatures(): Waiting[] {
  const { t } = useLingui()
  const organisation = useOrganisationId()
  const definitions = useQuery({ ...definitionsQuery(organisation), enabled: useMay('sign_culture') })
  const proposed = definitions.data?.flatMap((definition) =>
    definition.versions.filter((version) => version.waits_for_me).map((version) => ({ version, name: definition.name })),
  )
  return (proposed ?? []).map(({ version, name }) => ({
    id: version.id,
    what: t`Sign ${name}, version ${version.number}`,
    why: t`It lies before its signatories.`,
    href: `/o/${organisation}/culture/${version.id}`,
  }))
}

function usePromisesDue(): Waiting[] {
  const { t } = useLingui()
  const organisation = useOrganisationId()
  const counts = useQuery({ ...promiseCountsQuery(organisation), enabled: useMay('view_promises') })
  const { overdue = 0, due_soon: soon = 0 } = counts.data ?? {}
  const href = `/o/${organisation}/promises`
  const waiting: Waiting[] = []
  if (overdue > 0)
    waiting.push({ id: 'overdue', what: t`Broken promises: ${overdue}`, why: t`These people were to be answered by now.`, href, urgent: true })
  if (soon > 0) waiting.push({ id: 'soon', what: t`Answers due within a week: ${soon}`, why: t`Decide, and they are answered.`, href })
  return waiting
}

function useRequests(): Waiting[] {
  const { t } = useLingui()
  const organisation = useOrganisationId()
  const requests = useQuery({ ...openRequestsQuery(organisation), enabled: useMay('manage_accommodations') })
  const count = requests.data?.results.length ?? 0
  if (count === 0) return []
  return [
    {
      id: 'requests',
      what: t`Requests for another format: ${count}`,
      why: t`They wait before they can start.`,
      href: `/o/${organisation}/accommodations`,
      urgent: true,
    },
  ]
}

function useUndecided(): Waiting[] {
  const { t } = useLingui()
  const organisation = useOrganisationId()
  const undecided = useQuery({ ...undecidedQuery(organisation), enabled: useMay('decide') })
  return (undecided.data?.campaigns ?? []).map(({ campaign_id, title, answer_by, candidates }) => ({
    id: campaign_id,
    what: t`See who is worth meeting: ${title}`,
    why: answer_by
      ? t`Not decided about: ${candidates}. Everybody is answered by ${formatDay(answer_by)}.`
      : t`Not decided about: ${candidates}.`,
    href: `/o/${organisation}/campaigns/${campaign_id}/candidates?status=submitted&decision=none`,
  }))
}

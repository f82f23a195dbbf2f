import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { Page } from '@/components/layouts/page'
import { Section } from '@/components/layouts/section'
import { EmptyState } from '@/components/ui/empty-state'
import { Loading } from '@/components/ui/loading'
import { ProblemCallout } from '@/components/ui/problem-callout'
import { useMembership } from '@/lib/session/organisation'
import { myCardsQuery } from '../api/queries'
import type { MyCard } from '../api/shapes'
import { MyCardList } from './my-card-list'

/** My cards today: whom I am to watch, and what has become of the cards I handed in. */
export function MyCardsPage() {
  const { t } = useLingui()
  const { organisation } = useMembership()
  const cards = useQuery(myCardsQuery(organisation.id))
  if (cards.isError) return <ProblemCallout problem={cards.error} />
  if (!cards.data) return <Loading />
  const out = cards.data.results.filter((card) => card.status === 'assigned')
  const today = out.filter(isDue)
  const later = out.filter((card) => !isDue(card))
  const handedIn = cards.data.results.filter((card) => card.status === 'submitted')
  return (
    <Page title={t`My cards`} place={organisation.name} lead={t`Whom you watch. Nobody sees your marks before all cards are in, and you see nobody's.`}>
      <Section title={t`Today`}>
        {today.length === 0 && <EmptyState title={t`No card for today`}>{t`When somebody plans a role play with you, its card waits here.`}</EmptyState>}
        <MyCardList cards={today} />
      </Section>
      {later.length > 0 && (
        <Section title={t`Later`}>
          <MyCardList cards={later} />
        </Section>
      )}
      {handedIn.length > 0 && (
        <Section title={t`Handed in`}>
          <MyCardList cards={handedIn} />
        </Section>
      )}
    </Page>
  )
}

/** Today's, and whatever is still out from before. */
export function isDue(card: Pick<MyCard, 'starts_at'>): boolean {
  const midnight = new Date()
  midnight.setHours(24, 0, 0, 0)
  return new Date(card.starts_at) < midnight
}

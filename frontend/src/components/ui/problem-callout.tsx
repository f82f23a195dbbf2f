import type { ProblemError } from '@/api/problem'
import { Callout } from './callout'
import { useProblemWords } from './problem-words'

export function ProblemCallout({ problem }: { problem: ProblemError }) {
  const { title, detail } = useProblemWords()(problem)
  return (
    <Callout tone="danger" title={title} live>
      {detail && <p translate="no">{detail}</p>}
    </Callout>
  )
}

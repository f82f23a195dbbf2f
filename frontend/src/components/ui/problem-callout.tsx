import type { FieldProblem, ProblemError } from '@/api/problem'
import { Callout } from './callout'
import { useProblemWords } from './problem-words'

interface ProblemCalloutProps {
  problem: ProblemError
  /** The errors that no field on the page shows. */
  strays?: readonly FieldProblem[]
}

export function ProblemCallout({ problem, strays = problem.errors }: ProblemCalloutProps) {
  const { title, detail } = useProblemWords()(problem)
  const sentences = strays.map(({ message, remedy }) => [...new Set([message, remedy])].join(' ').trim()).filter((words) => !detail.includes(words))
  return (
    <Callout tone="danger" title={title} live>
      {detail && <p translate="no">{detail}</p>}
      {sentences.map((sentence) => (
        <p key={sentence} translate="no">
          {sentence}
        </p>
      ))}
    </Callout>
  )
}

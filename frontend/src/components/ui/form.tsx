import { useEffect, useRef, useState, type ReactNode, type SyntheticEvent } from 'react'
import { Form as AriaForm } from 'react-aria-components'
import type { FieldProblem, ProblemError } from '@/api/problem'
import styles from './form.module.css'
import { ProblemCallout } from './problem-callout'

type Values = Record<string, string>

interface FormProps {
  onSubmit: (values: Values, form: FormData) => void
  problem?: ProblemError | null
  children: ReactNode
  /** The accessible name, where no heading stands right above. */
  label?: string
}

/** Errors of a problem document, by the name of the field they belong to. */
function byField(errors: readonly FieldProblem[]): Record<string, string[]> {
  return Object.fromEntries(errors.map((error) => [error.field, [[...new Set([error.message, error.remedy])].join(' ').trim()]]))
}

function namesIn(form: HTMLFormElement): ReadonlySet<string> {
  return new Set(Array.from(form.elements, (element) => element.getAttribute('name') ?? ''))
}

/** A form whose refusals land beside the field they speak of, with focus on the first; the rest stands on top. */
export function Form({ onSubmit, problem, children, label }: FormProps) {
  const form = useRef<HTMLFormElement>(null)
  const [names, setNames] = useState<ReadonlySet<string>>(new Set())
  const placed = problem?.errors.filter((error) => names.has(error.field)) ?? []
  const everythingPlaced = placed.length > 0 && placed.length === problem?.errors.length
  const first = placed[0]?.field

  useEffect(() => {
    if (first) form.current?.querySelector<HTMLElement>(`[name="${CSS.escape(first)}"]`)?.focus()
  }, [problem, first])

  function submit(event: SyntheticEvent<HTMLFormElement>) {
    event.preventDefault()
    const data = new FormData(event.currentTarget)
    const texts = [...data.entries()].filter((entry): entry is [string, string] => typeof entry[1] === 'string')
    setNames(namesIn(event.currentTarget))
    onSubmit(Object.fromEntries(texts), data)
  }

  return (
    <AriaForm
      ref={form}
      className={styles.form ?? ''}
      validationErrors={byField(placed)}
      onSubmit={submit}
      aria-label={label}
      data-form=""
    >
      {problem && !everythingPlaced && <ProblemCallout problem={problem} strays={problem.errors.filter((error) => !names.has(error.field))} />}
      {children}
    </AriaForm>
  )
}

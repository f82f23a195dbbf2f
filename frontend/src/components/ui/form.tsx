import { useEffect, useRef, type ReactNode, type SyntheticEvent } from 'react'
import { Form as AriaForm } from 'react-aria-components'
import type { ProblemError } from '@/api/problem'
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
function fieldErrors(problem: ProblemError | null | undefined, fields: ReadonlySet<string>): Record<string, string[]> {
  const known = problem?.errors.filter((error) => fields.has(error.field)) ?? []
  return Object.fromEntries(known.map((error) => [error.field, [`${error.message} ${error.remedy}`.trim()]]))
}

function namesIn(form: HTMLFormElement | null): ReadonlySet<string> {
  return new Set(Array.from(form?.elements ?? [], (element) => element.getAttribute('name') ?? ''))
}

/** A form whose refusals land beside the field they speak of, with focus on the first; the rest stands on top. */
export function Form({ onSubmit, problem, children, label }: FormProps) {
  const form = useRef<HTMLFormElement>(null)
  const placed = fieldErrors(problem, problem ? new Set(problem.errors.map((error) => error.field)) : new Set())
  const unplaced = problem && (problem.errors.length === 0 || problem.errors.some((error) => !error.field))

  useEffect(() => {
    if (!problem) return
    const named = namesIn(form.current)
    const first = problem.errors.find((error) => named.has(error.field))
    if (first) form.current?.querySelector<HTMLElement>(`[name="${CSS.escape(first.field)}"]`)?.focus()
  }, [problem])

  function submit(event: SyntheticEvent<HTMLFormElement>) {
    event.preventDefault()
    const data = new FormData(event.currentTarget)
    const texts = [...data.entries()].filter((entry): entry is [string, string] => typeof entry[1] === 'string')
    onSubmit(Object.fromEntries(texts), data)
  }

  return (
    <AriaForm ref={form} className={styles.form ?? ''} validationErrors={placed} onSubmit={submit} aria-label={label}>
      {unplaced && <ProblemCallout problem={problem} />}
      {children}
    </AriaForm>
  )
}

import type { KeyboardEvent } from 'react'

const questionsIn = (form: HTMLFormElement) => [...form.querySelectorAll<HTMLFieldSetElement>('fieldset[data-reference]')]
const radiosIn = (question: Element) => [...question.querySelectorAll<HTMLInputElement>('input[type=radio]')]

/**
 * Keys on a page of items: a figure answers the question that has the focus and goes to the next; Enter goes to the
 * next question without an answer, and from the last one on to the next page. Arrows are the radio buttons' own.
 */
export function answerByKey(event: KeyboardEvent<HTMLFormElement>): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return
  if (/^[1-9]$/.test(event.key)) answerByFigure(event.currentTarget, event)
  else if (event.key === 'Enter') goOnByEnter(event.currentTarget, event)
}

function answerByFigure(form: HTMLFormElement, event: KeyboardEvent): void {
  const questions = questionsIn(form)
  const question = questions.find((one) => one.contains(document.activeElement)) ?? questions.find(isOpen) ?? questions[0]
  if (!question) return
  const radio = radiosIn(question).find((one) => one.value === event.key)
  if (!radio) return
  event.preventDefault()
  radio.click()
  const next = questions[questions.indexOf(question) + 1]
  const target = next ? entryOf(next) : radio
  target?.focus()
}

function goOnByEnter(form: HTMLFormElement, event: KeyboardEvent): void {
  const isButton = event.target instanceof HTMLButtonElement
  if (isButton) return
  event.preventDefault()
  const questions = questionsIn(form)
  const here = questions.findIndex((one) => one.contains(document.activeElement))
  const next = questions.slice(here + 1).find(isOpen)
  if (next) entryOf(next)?.focus()
  else form.requestSubmit()
}

function isOpen(question: HTMLElement): boolean {
  return radiosIn(question).every((radio) => !radio.checked)
}

/** The radio button on which a keyboard enters a group: the chosen one, else the first. */
function entryOf(question: HTMLElement): HTMLElement | undefined {
  const radios = radiosIn(question)
  return radios.find((radio) => radio.checked) ?? radios[0]
}

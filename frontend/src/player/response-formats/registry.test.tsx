import { i18n } from '@lingui/core'
import { I18nProvider } from '@lingui/react'
import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import type { AnswerValue, TakerItem } from '@/api/taker-schemas'
import { answerByKey } from '../screens/answer-keys'
import { LABELS, ratingItem, situation } from '../sitting.testing'
import { ItemView } from './registry'

function show(items: TakerItem[], values: Record<string, AnswerValue> = {}) {
  const given: [string, AnswerValue][] = []
  const submitted: string[] = []
  render(
    <I18nProvider i18n={i18n}>
      <form
        onKeyDown={answerByKey}
        onSubmit={(event) => {
          event.preventDefault()
          submitted.push('sent')
        }}
      >
        {items.map((item, place) => (
          <ItemView
            key={item.id}
            item={item}
            values={values}
            place={{ number: place + 1, of: items.length }}
            onAnswer={(reference, value) => given.push([reference, value])}
          />
        ))}
        <button type="submit">Next</button>
      </form>
    </I18nProvider>,
  )
  return { given, submitted }
}

describe('a rating scale', () => {
  it('is a group of radio buttons named by its statement, each named by its label', () => {
    show([ratingItem('a')], { a: 3 })

    expect(screen.getByRole('group', { name: 'Statement a' })).toBeVisible()
    expect(screen.getAllByRole('radio').map((radio) => radio.closest('label')?.textContent)).toEqual(LABELS)
    expect(screen.getByRole('radio', { name: 'Often' })).toBeChecked()
  })

  it('gives the value of the label that was pressed', async () => {
    const { given } = show([ratingItem('a')])

    await userEvent.click(screen.getByText('Seldom'))

    expect(given).toEqual([['a', 2]])
  })
})

describe('a situational rating', () => {
  it('asks for every option by itself, in words for a screen reader', () => {
    show([situation('s', 3)])

    expect(screen.getAllByRole('group')).toHaveLength(3)
    expect(screen.getAllByRole('radio', { name: '4: Always' })).toHaveLength(3)
  })
})

describe('keys on a page', () => {
  it('answer the question that has the focus and go on to the next', async () => {
    const { given } = show([ratingItem('a'), ratingItem('b')])
    screen.getAllByRole('radio')[0]?.focus()

    await userEvent.keyboard('24')

    expect(given).toEqual([
      ['a', 2],
      ['b', 4],
    ])
  })

  it('ignore figures that the scale does not have', async () => {
    const { given } = show([ratingItem('a')])
    screen.getAllByRole('radio')[0]?.focus()

    await userEvent.keyboard('7')

    expect(given).toEqual([])
  })

  it('go on with Enter: to the next question, from the last to the next page', async () => {
    const { submitted } = show([ratingItem('a'), ratingItem('b')])
    screen.getAllByRole('radio')[0]?.focus()

    await userEvent.keyboard('{Enter}')
    expect(screen.getAllByRole('radio')[4]).toHaveFocus()
    await userEvent.keyboard('{Enter}')

    expect(submitted).toEqual(['sent'])
  })
})

describe('a format that this page does not know', () => {
  it('is said honestly and shows no half question', () => {
    show([{ ...ratingItem('a'), format: 'forced_choice' } as unknown as TakerItem])

    expect(screen.getByRole('alert')).toHaveTextContent('cannot show one of the questions (kind “forced_choice”)')
    expect(screen.queryByRole('radio')).toBeNull()
  })
})

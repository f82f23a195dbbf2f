import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { renderInConsole } from '@/testing/render'
import { DensityStrip } from './density-strip'
import type { Position, Target } from './position'

const POLES = { low: 'Courteous formality', high: 'Warm informality' }
const BAND: Target = { kind: 'band', lower: -0.5, upper: 1.5 }
const POSITION: Position = { mean: 0.42, error: 0.61, provisional: true }

const strip = (position: Position, target: Target | null = BAND) =>
  renderInConsole(<DensityStrip title="Tone" position={position} target={target} poles={POLES} />)

test('the picture says its position, error, band and ends in words', () => {
  strip(POSITION)

  expect(screen.getByRole('img')).toHaveAccessibleName(/Tone/)
  expect(screen.getByRole('img').querySelector('desc')).toHaveTextContent(
    'Provisional position 54, standard error 6.1. Band: 45 to 65. The line runs from “Courteous formality” to “Warm informality”.',
  )
})

test('a provisional position is marked by a word', () => {
  strip(POSITION)

  expect(screen.getByText('provisional')).toBeVisible()
})

test('missing evidence is said and draws no hill', () => {
  strip({ mean: null, error: null, provisional: false })

  expect(screen.getByText(/Not assessed\./, { selector: 'p' })).toBeVisible()
  expect(document.querySelector('path')).toBeNull()
})

test('the table shows the same figures as the picture', async () => {
  strip(POSITION)

  await userEvent.click(screen.getByRole('button', { name: 'Show Tone as a table' }))

  const cells = screen.getAllByRole('cell').map((cell) => cell.textContent)
  expect(cells).toEqual(['54', '6.1', '45', '65', 'Courteous formality', 'Warm informality'])
})

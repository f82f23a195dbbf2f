import { i18n } from '@lingui/core'
import { I18nProvider } from '@lingui/react'
import { render, screen } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import type { ReportBlock } from '@/api/taker-schemas'
import { ReportBlockView } from './report-block'

const STRIP: ReportBlock = {
  type: 'strip',
  label: 'Tone',
  left: 'formal',
  right: 'friendly',
  mean: 56,
  se: 4,
  lower: 49,
  upper: 63,
  band: null,
  words: '',
  provisional: true,
}

const show = (block: ReportBlock) =>
  render(
    <I18nProvider i18n={i18n}>
      <ReportBlockView block={block} />
    </I18nProvider>,
  )

describe('a position in the own report', () => {
  it('is never shown without its interval, in the picture and in words', () => {
    show(STRIP)

    expect(screen.getByRole('img', { name: 'Tone: 56, with 90 % certainty between 49 and 63' })).toBeVisible()
    expect(screen.getByText('56, with 90 % certainty between 49 and 63')).toBeVisible()
    expect(screen.getByText(/Provisional/)).toBeVisible()
  })

  it('that could not be found says why and draws no point', () => {
    const { container } = show({ ...STRIP, mean: null, se: null, lower: null, upper: null, words: 'Too few answers.' })

    expect(screen.getByText('Too few answers.')).toBeVisible()
    expect(container.querySelectorAll('rect')).toHaveLength(0)
  })
})

describe('a table in the own report', () => {
  it('has a caption, column heads and every cell', () => {
    show({ type: 'table', caption: 'Scales', columns: ['Scale', 'Items'], rows: [['Tone', '8']] })

    expect(screen.getByRole('table', { name: 'Scales' })).toBeVisible()
    expect(screen.getAllByRole('columnheader').map((head) => head.textContent)).toEqual(['Scale', 'Items'])
    expect(screen.getByRole('cell', { name: '8' })).toBeVisible()
  })
})

import { expect, test } from 'vitest'
import { densityPath } from './density-path'

const heights = (path: string) => [...path.matchAll(/-?[\d.]+,(-?[\d.]+)/g)].map((match) => Number(match[1]))

test('the hill never rises above its strip', () => {
  const path = densityPath(0.4, 0.3, 60)

  expect(Math.min(...heights(path))).toBeGreaterThanOrEqual(0)
  expect(Math.max(...heights(path))).toBeLessThanOrEqual(60)
})

test('less certain knowledge draws a wider hill', () => {
  const raised = (error: number) => heights(densityPath(0, error, 60)).filter((height) => height < 30).length

  expect(raised(0.9)).toBeGreaterThan(raised(0.3))
})

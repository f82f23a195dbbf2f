import qrcode from 'qrcode-generator'
import { useMemo } from 'react'
import styles from './qr-code.module.css'

/** Drawn here rather than fetched, so that the secret never leaves the page. */
export function QrCode({ content, label }: { content: string; label: string }) {
  const { path, size } = useMemo(() => drawing(content), [content])
  return (
    <svg className={styles.code} viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} shapeRendering="crispEdges">
      <path d={path} />
    </svg>
  )
}

const MARGIN = 2

function drawing(content: string): { path: string; size: number } {
  const code = qrcode(0, 'M')
  code.addData(content)
  code.make()
  const count = code.getModuleCount()
  let path = ''
  for (let row = 0; row < count; row += 1)
    for (let column = 0; column < count; column += 1)
      if (code.isDark(row, column)) path += `M${column + MARGIN} ${row + MARGIN}h1v1h-1z`
  return { path, size: count + 2 * MARGIN }
}

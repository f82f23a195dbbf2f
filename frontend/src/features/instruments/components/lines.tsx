import styles from './lines.module.css'

/** Sentences of an author under each other. */
export function Lines({ lines }: { lines: readonly string[] }) {
  if (lines.length === 0) return <span translate="no">–</span>
  return (
    <ul className={styles.lines} translate="no">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  )
}

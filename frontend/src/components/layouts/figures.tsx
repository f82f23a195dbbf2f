import styles from './figures.module.css'

interface FiguresProps {
  figures: readonly { name: string; value: string }[]
}

/** A few counts beside each other, each with its word. */
export function Figures({ figures }: FiguresProps) {
  return (
    <dl className={styles.figures}>
      {figures.map(({ name, value }) => (
        <div key={name} className={styles.figure}>
          <dt>{name}</dt>
          <dd data-figures="">{value}</dd>
        </div>
      ))}
    </dl>
  )
}

import styles from './person-name.module.css'

/** A person in a list: the name, and below it what tells two of the same name apart. */
export function PersonName({ name, detail }: { name: string; detail: string }) {
  return (
    <span className={styles.person} translate="no">
      <span>{name}</span>
      <span className={styles.detail}>{detail}</span>
    </span>
  )
}

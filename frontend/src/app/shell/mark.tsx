import { Link } from '@tanstack/react-router'
import styles from './mark.module.css'

export function Mark() {
  return (
    <Link to="/" className={styles.mark} translate="no">
      <img src="/static/favicon.svg" alt="" width="24" height="24" />
      Onculture
    </Link>
  )
}

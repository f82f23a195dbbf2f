import { Link } from 'react-aria-components'
import styles from './place-list.module.css'

export interface Place {
  id: string
  name: string
  what: string
  href: string
}

export function PlaceList({ places }: { places: readonly Place[] }) {
  return (
    <ul className={styles.list}>
      {places.map((place) => (
        <li key={place.id}>
          <Link className={styles.card ?? ''} href={place.href}>
            <span className={styles.name}>{place.name}</span>
            <span className={styles.what}>{place.what}</span>
          </Link>
        </li>
      ))}
    </ul>
  )
}

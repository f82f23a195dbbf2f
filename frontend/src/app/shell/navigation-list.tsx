import { useLingui } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import styles from './navigation-list.module.css'
import { useNavigation, type Destination } from './use-navigation'

export function NavigationList({ onGo }: { onGo?: () => void }) {
  const { t } = useLingui()
  const places = useNavigation()
  const group = (name: Destination['group']) => places.filter((place) => place.group === name)
  return (
    <>
      <NavigationGroup places={group('work')} onGo={onGo} />
      {group('house').length > 0 && <p className={styles.heading}>{t`Organisation`}</p>}
      <NavigationGroup places={group('house')} onGo={onGo} />
    </>
  )
}

function NavigationGroup({ places, onGo }: { places: readonly Destination[]; onGo?: () => void }) {
  return (
    <ul className={styles.list}>
      {places.map((place) => (
        <li key={place.id}>
          <Link
            to={place.href}
            className={styles.link}
            activeProps={{ 'aria-current': 'page' }}
            activeOptions={{ exact: place.id === 'home', includeSearch: false }}
            onClick={onGo}
          >
            {place.name}
          </Link>
        </li>
      ))}
    </ul>
  )
}

import { useLingui } from '@lingui/react/macro'
import styles from './behaviour-lists.module.css'

/** What is on and what is off culture, as things one can see somebody do. */
export function BehaviourLists({ on, off }: { on: readonly string[]; off: readonly string[] }) {
  const { t } = useLingui()
  if (on.length === 0 && off.length === 0) return null
  return (
    <div className={styles.lists}>
      <BehaviourList name={t`On culture`} mark="+" behaviours={on} />
      <BehaviourList name={t`Off culture`} mark="−" behaviours={off} />
    </div>
  )
}

function BehaviourList({ name, mark, behaviours }: { name: string; mark: string; behaviours: readonly string[] }) {
  return (
    <div>
      <h3 className={styles.name}>{name}</h3>
      <ul className={styles.list} translate="no">
        {behaviours.map((behaviour) => (
          <li key={behaviour} data-mark={mark}>
            {behaviour}
          </li>
        ))}
      </ul>
    </div>
  )
}

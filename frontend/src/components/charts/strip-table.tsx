import { Trans } from '@lingui/react/macro'
import { formatPlace, formatSpread } from '@/i18n/formats'
import type { Poles, Position, Target } from './position'
import styles from './strip-table.module.css'

interface StripTableProps {
  title: string
  position: Position
  target: Target | null
  poles: Poles
}

const figure = (value: number | null | undefined) => (value === null || value === undefined ? '–' : formatPlace(value))

/** The same figures as the picture, in rows. */
export function StripTable({ title, position, target, poles }: StripTableProps) {
  return (
    <table className={styles.table}>
      <caption data-visually-hidden="">{title}</caption>
      <tbody>
        <tr>
          <th scope="row"><Trans>Position (mean)</Trans></th>
          <td>{figure(position.mean)}</td>
        </tr>
        <tr>
          <th scope="row"><Trans>Standard error</Trans></th>
          <td>{position.error === null ? '–' : formatSpread(position.error)}</td>
        </tr>
        <tr>
          <th scope="row"><Trans>Lower edge wished</Trans></th>
          <td>{figure(target?.lower)}</td>
        </tr>
        <tr>
          <th scope="row"><Trans>Upper edge wished</Trans></th>
          <td>{figure(target?.upper)}</td>
        </tr>
        <tr>
          <th scope="row"><Trans>Low end of the line</Trans></th>
          <td translate="no">{poles.low}</td>
        </tr>
        <tr>
          <th scope="row"><Trans>High end of the line</Trans></th>
          <td translate="no">{poles.high}</td>
        </tr>
      </tbody>
    </table>
  )
}

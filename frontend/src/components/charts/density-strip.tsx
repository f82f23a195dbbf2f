import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { Badge } from '../ui/badge'
import { Button } from '../ui/button'
import styles from './density-strip.module.css'
import type { Poles, Position, Target } from './position'
import { StripPicture } from './strip-picture'
import { StripTable } from './strip-table'
import { useStripWords } from './use-strip-words'

export interface DensityStripProps {
  /** The dimension. */
  title: string
  position: Position
  target: Target | null
  poles: Poles
  /** For a cell of a list: the picture alone, with its text alternative. */
  small?: boolean
}

/** Where somebody stands on one dimension, how sure that is, and what the definition wishes. */
export function DensityStrip({ title, position, target, poles, small = false }: DensityStripProps) {
  const words = useStripWords()
  const [asTable, setAsTable] = useState(false)
  const sentences = [words.positionWords(position), words.targetWords(target), words.polesWords(poles)]
  const picture = (
    <StripPicture title={title} description={sentences.join(' ')} position={position} target={target} height={small ? 26 : 64} />
  )
  if (small) return <div className={styles.small}>{picture}</div>
  return (
    <figure className={styles.figure}>
      <figcaption className={styles.caption}>
        <span className={styles.title} translate="no">
          {title}
        </span>
        {position.provisional && position.mean !== null && (
          <Badge tone="caution">
            <Trans>provisional</Trans>
          </Badge>
        )}
        <TableToggle title={title} asTable={asTable} onToggle={() => setAsTable(!asTable)} />
      </figcaption>
      {asTable ? <StripTable {...{ title, position, target, poles }} /> : picture}
      {!asTable && <PoleLabels poles={poles} />}
      <p className={styles.words} data-figures="">
        {words.positionWords(position)} {words.targetWords(target)}
      </p>
    </figure>
  )
}

function TableToggle({ title, asTable, onToggle }: { title: string; asTable: boolean; onToggle: () => void }) {
  const { t } = useLingui()
  return (
    <span className={styles.toggle} data-screen-only="">
      <Button tone="quiet" compact onPress={onToggle} aria-label={asTable ? t`Show ${title} as a picture` : t`Show ${title} as a table`}>
        {asTable ? <Trans>Picture</Trans> : <Trans>Table</Trans>}
      </Button>
    </span>
  )
}

function PoleLabels({ poles }: { poles: Poles }) {
  return (
    <div className={styles.poles} aria-hidden="true" translate="no">
      <span>{poles.low}</span>
      <span>{poles.high}</span>
    </div>
  )
}

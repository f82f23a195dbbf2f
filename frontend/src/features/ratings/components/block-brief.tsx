import { useLingui } from '@lingui/react/macro'
import { Details } from '@/components/ui/details'
import type { SheetBlock } from '../api/shapes'
import styles from './scorecard.module.css'

/** What happens, what to watch for, and what not to mark: folded away once the play begins. */
export function BlockBrief({ block, rules }: { block: SheetBlock; rules: readonly string[] }) {
  const { t } = useLingui()
  return (
    <div className={styles.brief}>
      <h2 className={styles.blockTitle} translate="no">
        {block.title}
      </h2>
      <p translate="no">{block.purpose}</p>
      <Details summary={t`What happens`}>
        <div translate="no">
          <p>{block.brief.situation}</p>
          <p>{block.brief.task}</p>
          {block.how && <p>{block.how}</p>}
          <ol className={styles.cues}>
            {block.cues.map((cue) => (
              <li key={cue.code}>
                <strong>{cue.when}</strong> {cue.line} <em>{cue.chance}</em>
              </li>
            ))}
          </ol>
        </div>
      </Details>
      <Details summary={t`What to watch for, and what not to mark`}>
        <ul className={styles.cues} translate="no">
          {[...block.watch_for, ...block.guard_notes, ...rules].map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </Details>
    </div>
  )
}

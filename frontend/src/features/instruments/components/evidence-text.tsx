import type { ReactNode } from 'react'
import styles from './evidence-text.module.css'

/** The authors' evidence.md: its headings, lists and paragraphs. It is text of an author, so nothing in it becomes markup. */
export function EvidenceText({ text }: { text: string }) {
  return (
    <div className={styles.evidence} translate="no">
      {text
        .split(/\n(?=#)|\n\s*\n|(?<=^#.*)\n/m)
        .map((block) => block.trim())
        .filter((block) => block !== '')
        .map((block) => (
          <Block key={block} text={block} />
        ))}
    </div>
  )
}

function Block({ text }: { text: string }) {
  if (text.startsWith('#')) return <h3>{inline(text.replace(/^#+\s*/, ''))}</h3>
  if (!text.startsWith('- ')) return <p>{inline(text)}</p>
  return (
    <ul>
      {text.split(/\n(?=- )/).map((item) => (
        <li key={item}>{inline(item.slice(2))}</li>
      ))}
    </ul>
  )
}

/** Words between two double stars are strong; what stands between backticks is code. */
function inline(text: string): ReactNode[] {
  return text.split(/(\*\*[^*]+\*\*|`[^`]+`)/).map((part, place) => {
    const key = `${String(place)} ${part}`
    if (part.startsWith('**')) return <strong key={key}>{part.slice(2, -2)}</strong>
    if (part.startsWith('`')) return <code key={key}>{part.slice(1, -1)}</code>
    return part
  })
}

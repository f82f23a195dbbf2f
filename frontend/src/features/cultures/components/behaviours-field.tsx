import { useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Details } from '@/components/ui/details'
import { TextArea } from '@/components/ui/text-area'
import styles from './behaviours-field.module.css'

interface BehavioursFieldProps {
  label: string
  name: string
  behaviours: readonly string[]
  ideas: readonly string[]
}

/** One behaviour a line; the library's are a press away. */
export function BehavioursField({ label, name, behaviours, ideas }: BehavioursFieldProps) {
  const { t } = useLingui()
  const [text, setText] = useState(behaviours.join('\n'))
  const unused = ideas.filter((idea) => !text.includes(idea))
  const add = (idea: string) => setText([text.trimEnd(), idea].filter(Boolean).join('\n'))
  return (
    <div>
      <TextArea
        label={label}
        help={t`One behaviour a line, as somebody would see it.`}
        name={name}
        value={text}
        onChange={setText}
        rows={4}
        isRequired={false}
      />
      {unused.length > 0 && (
        <Details summary={t`Ideas from the library`}>
          <ul className={styles.ideas}>
            {unused.map((idea) => (
              <li key={idea}>
                <span translate="no">{idea}</span>
                <Button tone="quiet" compact onPress={() => add(idea)} aria-label={t`Add “${idea}”`}>{t`Add`}</Button>
              </li>
            ))}
          </ul>
        </Details>
      )}
    </div>
  )
}

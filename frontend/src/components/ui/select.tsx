import { useLingui } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import {
  Button,
  ListBox,
  ListBoxItem,
  Popover,
  Select as AriaSelect,
  SelectValue,
  type Key,
  type SelectProps as AriaProps,
} from 'react-aria-components'
import fieldStyles from './field.module.css'
import { FieldHelp, FieldLabel, type FieldWords } from './field-parts'
import { ChevronIcon } from './icons'
import listStyles from './list.module.css'
import styles from './select.module.css'

export interface Choice {
  id: string
  name: string
  note?: ReactNode
}

interface SelectProps extends Omit<AriaProps<Choice>, 'className' | 'children' | 'onChange'>, FieldWords {
  choices: readonly Choice[]
  onChange?: (id: string) => void
}

export function Select({ label, help, optional, choices, onChange, ...props }: SelectProps) {
  const { t } = useLingui()
  const choose = (key: Key | null) => {
    if (key !== null) onChange?.(String(key))
  }
  return (
    <AriaSelect placeholder={t`Choose one`} {...props} onChange={choose} className={fieldStyles.field ?? ''} isRequired={!optional}>
      <FieldLabel label={label} optional={optional} />
      <Button className={`${fieldStyles.input ?? ''} ${styles.trigger ?? ''}`}>
        <SelectValue<Choice> className={styles.value ?? ''}>
          {({ selectedText, isPlaceholder, defaultChildren }) => (isPlaceholder ? defaultChildren : selectedText)}
        </SelectValue>
        <ChevronIcon />
      </Button>
      <FieldHelp help={help} />
      <Popover className={listStyles.popover ?? ''}>
        <ListBox className={listStyles.list ?? ''} items={choices}>
          {(choice) => (
            <ListBoxItem className={listStyles.item ?? ''} textValue={choice.name}>
              <span>{choice.name}</span>
              {choice.note && <span className={listStyles.note}>{choice.note}</span>}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaSelect>
  )
}

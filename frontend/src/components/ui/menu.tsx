import type { ReactNode } from 'react'
import { Menu as AriaMenu, MenuItem, MenuTrigger, Popover } from 'react-aria-components'
import { Button } from './button'
import styles from './list.module.css'

export interface MenuAction {
  id: string
  name: string
  note?: string
  href?: string
  onAction?: () => void
  danger?: boolean
  isDisabled?: boolean
}

interface MenuProps {
  label: string
  trigger: ReactNode
  actions: readonly MenuAction[]
}

export function Menu({ label, trigger, actions }: MenuProps) {
  return (
    <MenuTrigger>
      <Button tone="quiet" compact aria-label={label}>
        {trigger}
      </Button>
      <Popover className={styles.popover ?? ''} placement="bottom end">
        <AriaMenu className={styles.list ?? ''} items={actions} aria-label={label}>
          {(action) => (
            <MenuItem
              className={styles.item ?? ''}
              textValue={action.name}
              href={action.href}
              onAction={action.onAction}
              isDisabled={action.isDisabled}
              data-danger={action.danger ? '' : undefined}
            >
              <span>{action.name}</span>
              {action.note && <span className={styles.note}>{action.note}</span>}
            </MenuItem>
          )}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  )
}

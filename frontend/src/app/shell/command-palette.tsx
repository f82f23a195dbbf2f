import { useLingui } from '@lingui/react/macro'
import { Autocomplete, Input, Menu, MenuItem, SearchField, useFilter } from 'react-aria-components'
import { Dialog } from '@/components/ui/dialog'
import fieldStyles from '@/components/ui/field.module.css'
import listStyles from '@/components/ui/list.module.css'
import { useMe } from '@/lib/session/me'
import { useNavigation } from './use-navigation'

/** Every place by name, without leaving the keyboard. */
export function CommandPalette({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const { t } = useLingui()
  return (
    <Dialog title={t`Go to …`} isOpen={isOpen} onClose={onClose}>
      <CommandList onGo={onClose} />
    </Dialog>
  )
}

function CommandList({ onGo }: { onGo: () => void }) {
  const { t } = useLingui()
  const { contains } = useFilter({ sensitivity: 'base' })
  const commands = useCommands()
  return (
    <Autocomplete filter={contains}>
      <SearchField aria-label={t`Search places`} autoFocus className={fieldStyles.field ?? ''}>
        <Input className={fieldStyles.input ?? ''} placeholder={t`Type a name`} />
      </SearchField>
      <Menu
        aria-label={t`Places`}
        className={listStyles.list ?? ''}
        items={commands}
        onAction={onGo}
        renderEmptyState={() => t`No place has this name.`}
      >
        {(command) => (
          <MenuItem className={listStyles.item ?? ''} href={command.href} textValue={command.name}>
            <span>{command.name}</span>
            <span className={listStyles.note}>{command.what}</span>
          </MenuItem>
        )}
      </Menu>
    </Autocomplete>
  )
}

function useCommands() {
  const { t } = useLingui()
  const places = useNavigation()
  const { memberships } = useMe()
  const organisations = memberships.map(({ organisation }) => ({
    id: organisation.id,
    name: organisation.name,
    what: t`Organisation`,
    href: `/o/${organisation.id}`,
  }))
  const account = { id: 'account', name: t`Your account`, what: t`Second step at sign-in, colours, language`, href: '/account' }
  return [...places, account, ...(organisations.length > 1 ? organisations : [])]
}

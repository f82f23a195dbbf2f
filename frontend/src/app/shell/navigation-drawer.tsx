import { useLingui } from '@lingui/react/macro'
import { Dialog } from '@/components/ui/dialog'
import { NavigationList } from './navigation-list'

export function NavigationDrawer({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const { t } = useLingui()
  return (
    <Dialog title={t`Navigation`} isOpen={isOpen} onClose={onClose}>
      <nav aria-label={t`Main`}>
        <NavigationList onGo={onClose} />
      </nav>
    </Dialog>
  )
}

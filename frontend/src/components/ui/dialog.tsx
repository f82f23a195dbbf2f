import type { ReactNode } from 'react'
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { useLingui } from '@lingui/react/macro'
import { Button } from './button'
import styles from './dialog.module.css'
import { CloseIcon } from './icons'

interface DialogProps {
  title: string
  isOpen: boolean
  onClose: () => void
  children: ReactNode
  wide?: boolean
  /** For what must be answered: no closing by a click beside it. */
  insistent?: boolean
}

export function Dialog({ title, isOpen, onClose, children, wide = false, insistent = false }: DialogProps) {
  const { t } = useLingui()
  return (
    <ModalOverlay
      className={styles.veil ?? ''}
      isOpen={isOpen}
      onOpenChange={(open) => open || onClose()}
      isDismissable={!insistent}
    >
      <Modal className={styles.modal ?? ''} data-wide={wide || undefined}>
        <AriaDialog className={styles.dialog ?? ''}>
          <header className={styles.header}>
            <Heading slot="title" className={styles.title ?? ''}>
              {title}
            </Heading>
            <Button tone="quiet" compact aria-label={t`Close`} onPress={onClose}>
              <CloseIcon />
            </Button>
          </header>
          {children}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}

import { useLingui } from '@lingui/react/macro'
import { Button } from './button'
import styles from './dialog-actions.module.css'

interface PagerProps {
  onPrevious?: () => void
  onNext?: () => void
}

/** For lists in a fixed order; nothing shows where everything fits on one page. */
export function Pager({ onPrevious, onNext }: PagerProps) {
  const { t } = useLingui()
  if (!onPrevious && !onNext) return null
  return (
    <nav aria-label={t`Pages`} className={styles.actions}>
      <Button onPress={onPrevious} isDisabled={!onPrevious}>{t`Previous page`}</Button>
      <Button onPress={onNext} isDisabled={!onNext}>{t`Next page`}</Button>
    </nav>
  )
}

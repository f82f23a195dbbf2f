import { useLingui } from '@lingui/react/macro'
import { formatCount } from '@/i18n/formats'
import { Button } from './button'
import styles from './numbered-pager.module.css'

interface NumberedPagerProps {
  page: number
  pages: number
  count: number
  onPage: (page: number) => void
}

/** For lists in a chosen order: where one is, and how many there are. */
export function NumberedPager({ page, pages, count, onPage }: NumberedPagerProps) {
  const { t } = useLingui()
  const total = formatCount(count)
  return (
    <nav aria-label={t`Pages`} className={styles.pager} data-figures="">
      <span className={styles.count}>{t`Page ${page} of ${Math.max(1, pages)}, ${total} in all`}</span>
      {pages > 1 && (
        <>
          <Button onPress={() => onPage(page - 1)} isDisabled={page <= 1}>{t`Previous page`}</Button>
          <Button onPress={() => onPage(page + 1)} isDisabled={page >= pages}>{t`Next page`}</Button>
        </>
      )}
    </nav>
  )
}

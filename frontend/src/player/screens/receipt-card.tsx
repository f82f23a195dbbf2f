import { Plural, Trans } from '@lingui/react/macro'
import type { Receipt } from '@/api/taker-schemas'
import { formatMoment } from '@/i18n/formats'
import { Button } from '../parts/button'
import { Fact, Facts } from '../parts/facts'
import { Actions, Stack } from '../parts/stack'
import styles from './receipt-card.module.css'

/** What was handed in, when, and the hash by which it can be checked later. */
export function ReceiptCard({ receipt }: { receipt: Receipt }) {
  return (
    <Stack>
      <h2>
        <Trans>Your receipt</Trans>
      </h2>
      <Facts>
        <Fact name={<Trans>Receipt code</Trans>}>
          <span className={styles.code} dir="ltr" translate="no">
            {receipt.code}
          </span>
        </Fact>
        <Fact name={<Trans>Answers</Trans>}>
          <Plural value={receipt.count} one="# answer" other="# answers" />
        </Fact>
        <Fact name={<Trans>Arrived</Trans>}>
          <time dateTime={receipt.submitted_at}>{formatMoment(receipt.submitted_at)}</time>
        </Fact>
        <Fact name={<Trans>Fingerprint (SHA-256)</Trans>}>
          <span className={styles.hash} dir="ltr" translate="no">
            {receipt.hash}
          </span>
        </Fact>
      </Facts>
      <p className={styles.note}>
        <Trans>
          The fingerprint belongs to exactly these answers. The file that you can download below gives the same one, so you
          can check at any time that nobody has changed them.
        </Trans>
      </p>
      <Actions>
        <Button onClick={() => window.print()}>
          <Trans>Print the receipt</Trans>
        </Button>
      </Actions>
    </Stack>
  )
}

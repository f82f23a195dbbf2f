import { useCallback, useEffect, useState } from 'react'
import { fingerprintOf, type Fingerprint } from '@/lib/offline-queue/fingerprint'
import type { QueueStatus } from '@/lib/offline-queue/offline-queue'
import type { JsonValue, Values } from '@/lib/offline-queue/queued-event'
import { openCard, type CardQueue } from './open-card'

export interface CardMarks {
  values: Values
  status: QueueStatus
  /** Marks a place; null takes the mark away. */
  put: (item: string, value: JsonValue) => void
  /** Resolves when everything has arrived, with what the server is to hold. */
  settled: () => Promise<Fingerprint>
}

const OPENING: QueueStatus = { waiting: 0, refused: 0, connection: 'reachable', durable: true }

/** The marks of one card on this device, and how far they have travelled. Null while the queue opens. */
export function useCardQueue(organisationId: string, cardId: string, fromServer: Values): CardMarks | null {
  const [opened, setOpened] = useState<CardQueue | null>(null)
  const [values, setValues] = useState<Values>({})
  const [status, setStatus] = useState<QueueStatus>(OPENING)
  const [first] = useState(fromServer)

  useEffect(() => {
    let gone = false
    let leave: () => void = () => undefined
    void openCard(organisationId, cardId, first).then((card) => {
      if (gone) return
      const wake = () => card.queue.wake()
      const unsubscribe = card.queue.subscribe(() => setStatus(card.queue.status))
      window.addEventListener('online', wake)
      leave = () => {
        window.removeEventListener('online', wake)
        unsubscribe()
        card.queue.stop()
      }
      setValues(card.values)
      setStatus(card.queue.status)
      setOpened(card)
      card.queue.start()
    })
    return () => {
      gone = true
      leave()
    }
  }, [organisationId, cardId, first])

  const put = useCallback(
    (item: string, value: JsonValue) => {
      setValues((former) => ({ ...former, [item]: value }))
      void opened?.queue.put(item, value)
    },
    [opened],
  )
  const settled = useCallback(async () => {
    if (!opened) throw new Error('the queue of the card is not open')
    await opened.queue.whenEmpty()
    return fingerprintOf(await opened.queue.values())
  }, [opened])

  return opened ? { values, status, put, settled } : null
}

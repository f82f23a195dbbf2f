import { Trans, useLingui } from '@lingui/react/macro'
import { useSitting } from './session-context'
import styles from './help.module.css'

/** A name with its address, as mail programs write it. */
const WITH_ADDRESS = /^(?<name>[^<]*)<?(?<address>[^\s<>@]+@[^\s<>@]+)>?$/

/** Whom to ask, for what. Nobody has to give a reason for needing another format. */
export function Help() {
  const { state } = useSitting()
  return (
    <details className={styles.help}>
      <summary>
        <Trans>Help, or another format</Trans>
      </summary>
      <div className={styles.words}>
        <p>
          <Trans>
            You may ask for more time, breaks, larger type, paper, a conversation in place of this page, or anything else
            that lets you show how you work. You need not say why, and those who decide do not learn of it.
          </Trans>
        </p>
        <p>
          <Trans>
            Ask: <Contact contact={state.contact} subject={state.campaign_title} />
          </Trans>
        </p>
      </div>
    </details>
  )
}

export function Contact({ contact, subject }: { contact: string; subject: string }) {
  const { t } = useLingui()
  const parts = WITH_ADDRESS.exec(contact)?.groups
  if (!parts) return <bdi translate="no">{contact}</bdi>
  const words = t`Question about: ${subject}`
  return (
    <a href={`mailto:${parts.address ?? ''}?subject=${encodeURIComponent(words)}`}>
      <bdi translate="no">{nameOf(parts)}</bdi>
    </a>
  )
}

function nameOf({ name = '', address = '' }: Record<string, string | undefined>): string {
  return name.trim() === '' ? address : name.trim()
}

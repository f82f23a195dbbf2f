import { useLingui } from '@lingui/react/macro'
import type { Culture } from '@/api/schemas'
import { Facts, type Fact } from '@/components/layouts/facts'
import { Section } from '@/components/layouts/section'
import { Row } from '@/components/layouts/stack'
import { formatMoment } from '@/i18n/formats'
import { useMay, useMembership } from '@/lib/session/organisation'
import { ProposeButton } from './propose-button'
import { ReturnButton } from './return-button'
import { SignButton } from './sign-button'
import { SignatoriesButton } from './signatories-button'

interface SignOffSectionProps {
  version: Culture
  editable: boolean
}

/** Who signs, who has signed, and the fingerprint of what they signed. */
export function SignOffSection({ version, editable }: SignOffSectionProps) {
  const { t } = useLingui()
  const { id: me } = useMembership()
  const waitsForMe = version.signatories.some(({ membership_id, signed_at }) => membership_id === me && !signed_at)
  const mayDraft = useMay('draft_culture')
  const proposed = version.status === 'proposed'
  return (
    <Section title={t`Sign-off`} lead={t`Named people sign. Then it never changes; a change is a new version.`} card>
      <Facts facts={useSignOffFacts(version)} />
      <Row>
        {editable && <SignatoriesButton version={version} />}
        {editable && <ProposeButton version={version} />}
        {proposed && mayDraft && <ReturnButton version={version} />}
        {proposed && waitsForMe && <SignButton version={version} />}
      </Row>
    </Section>
  )
}

function useSignOffFacts(version: Culture): Fact[] {
  const { t } = useLingui()
  const signatures = version.signatories.map(({ membership_id, name, signed_at }) => (
    <span key={membership_id} style={{ display: 'block' }}>
      <span translate="no">{name}</span>
      {': '}
      {signed_at ? t`signed ${formatMoment(signed_at)}` : t`has not signed`}
    </span>
  ))
  const facts: Fact[] = [
    { name: t`Signatories`, value: signatures.length > 0 ? signatures : t`nobody is named yet` },
    { name: t`Signatures needed`, value: String(version.quorum) },
  ]
  if (version.content_hash)
    facts.push({ name: t`Fingerprint`, value: <code translate="no">{version.content_hash}</code> })
  return facts
}

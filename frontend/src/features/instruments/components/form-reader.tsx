import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { Section } from '@/components/layouts/section'
import { Stack } from '@/components/layouts/stack'
import { Details } from '@/components/ui/details'
import { Loading } from '@/components/ui/loading'
import { useOrganisationId } from '@/lib/session/organisation'
import { formQuery } from '../api/queries'
import styles from './form-reader.module.css'

/** Every question as takers read it. */
export function FormReader({ instrumentId }: { instrumentId: string }) {
  const { t } = useLingui()
  const form = useQuery(formQuery(useOrganisationId(), instrumentId))
  return (
    <Section title={t`The questions`} lead={t`As people read them, without keys.`} card>
      {form.isPending && <Loading />}
      <Stack>
        {form.data?.sections.map((section) => (
          <Details key={section.number} summary={<span translate="no">{section.title}</span>}>
            <p translate="no">{section.instruction}</p>
            <ol className={styles.list} translate="no">
              {section.entries.map((entry) => (
                <li key={entry.ref}>
                  {entry.text} {entry.question}
                  {entry.options.length > 0 && (
                    <ul className={styles.options}>
                      {entry.options.map((option) => (
                        <li key={option.ref}>{option.text}</li>
                      ))}
                    </ul>
                  )}
                </li>
              ))}
            </ol>
          </Details>
        ))}
      </Stack>
    </Section>
  )
}

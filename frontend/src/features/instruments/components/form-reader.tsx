import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import type { InstrumentDetail } from '@/api/schemas'
import { Section } from '@/components/layouts/section'
import { Stack } from '@/components/layouts/stack'
import { Details } from '@/components/ui/details'
import { Loading } from '@/components/ui/loading'
import { useOrganisationId } from '@/lib/session/organisation'
import { formQuery } from '../api/queries'
import styles from './form-reader.module.css'

interface FormReaderProps {
  instrumentId: string
  language: string
  sections: InstrumentDetail['sections']
}

/** Every question as takers read it. */
export function FormReader({ instrumentId, language, sections }: FormReaderProps) {
  const { t } = useLingui()
  const form = useQuery(formQuery(useOrganisationId(), instrumentId, language))
  return (
    <Section title={t`The questions`} lead={t`As people read them, without keys.`} card long>
      {form.isPending && <Loading />}
      <div lang={form.data?.language} dir={form.data?.direction}>
        <Stack>
          {form.data?.sections.map((section) => (
            <Details key={section.number} summary={<span translate="no">{headingOf(section.title, sections[section.number - 1])}</span>}>
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
      </div>
    </Section>
  )
}

/** A section's title for takers, and, where it measures one thing alone, what that is. */
function headingOf(title: string, section: InstrumentDetail['sections'][number] | undefined): string {
  const [only, ...others] = section?.dimensions ?? []
  return only && others.length === 0 ? `${title} · ${only.name}` : title
}

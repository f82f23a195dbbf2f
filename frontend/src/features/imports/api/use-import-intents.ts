import { bodyOf, client } from '@/api/client'
import type { components } from '@/api/generated/schema'
import { useOrganisationId } from '@/lib/session/organisation'
import { useIntent } from '@/lib/session/use-intent'
import { importsKey } from './queries'

type Schemas = components['schemas']
type Said = Omit<Schemas['ImportFileInputRequest'], 'content'>

/** What is said of a file, and the file itself; `pasted` is the text that it was made of, if it was. */
export type FileToImport = Said & { content: File; mark: string; pasted: string | null }
export type ImportPreview = Schemas['ImportPreviewOutput']
export type BadCell = Schemas['BadCellOutput']
export type Imported = Schemas['ImportOutput']

/** Tells two files apart where only text is compared: a file itself has none. */
export function markOf(file: File): string {
  return [file.name, file.size, file.lastModified].join(' ')
}

/** The generated types call a file a string; this is how it is sent. */
function asForm(said: Partial<Said>, content: File): () => FormData {
  return () => {
    const form = new FormData()
    for (const [name, value] of Object.entries(said)) if (value !== null) form.set(name, value)
    form.set('content', content)
    return form
  }
}

/** Reads a file as an import would, and stores nothing. */
export function usePreviewImport(onDone: (preview: ImportPreview) => void) {
  const organisation_id = useOrganisationId()
  return useIntent({
    send: ({ content, instrument_version_id, origin, id_column, missing_codes }: FileToImport, headers) => {
      const said = { instrument_version_id, origin, id_column, missing_codes }
      return bodyOf(
        client.POST('/api/v1/organisations/{organisation_id}/imports/files/preview', {
          params: { path: { organisation_id } },
          headers,
          body: { ...said, content: content.name },
          bodySerializer: asForm(said, content),
        }),
      )
    },
    onDone,
  })
}

export function useImport(onDone: (imported: Imported) => void) {
  const organisation_id = useOrganisationId()
  return useIntent({
    send: ({ content, mark: _mark, pasted: _pasted, ...said }: FileToImport, headers) =>
      bodyOf(
        client.POST('/api/v1/organisations/{organisation_id}/imports/files', {
          params: { path: { organisation_id } },
          headers,
          body: { ...said, content: content.name },
          bodySerializer: asForm(said, content),
        }),
      ),
    refresh: [importsKey(organisation_id), ['organisations', organisation_id, 'campaigns']],
    onDone,
  })
}

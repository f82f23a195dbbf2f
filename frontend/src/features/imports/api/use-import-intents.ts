import { bodyOf, client } from '@/api/client'
import type { components } from '@/api/generated/schema'
import { useOrganisationId } from '@/lib/session/organisation'
import { useIntent } from '@/lib/session/use-intent'
import { importsKey } from './queries'

type Schemas = components['schemas']
export type FileToImport = Schemas['ImportInputRequest']
export type ImportPreview = Schemas['ImportPreviewOutput']
export type BadCell = Schemas['BadCellOutput']
export type Imported = Schemas['ImportOutput']

/** Reads a file as an import would, and stores nothing. */
export function usePreviewImport(onDone: (preview: ImportPreview) => void) {
  const organisation_id = useOrganisationId()
  return useIntent({
    send: (body: Schemas['PreviewImportInputRequest'], headers) =>
      bodyOf(
        client.POST('/api/v1/organisations/{organisation_id}/imports/preview', {
          params: { path: { organisation_id } },
          headers,
          body,
        }),
      ),
    onDone,
  })
}

export function useImport(onDone: (imported: Imported) => void) {
  const organisation_id = useOrganisationId()
  return useIntent({
    send: (body: FileToImport, headers) =>
      bodyOf(
        client.POST('/api/v1/organisations/{organisation_id}/imports', {
          params: { path: { organisation_id } },
          headers,
          body,
        }),
      ),
    refresh: [importsKey(organisation_id), ['organisations', organisation_id, 'campaigns']],
    onDone,
  })
}

import { definitionsKey } from '@/api/choices'
import { bodyOf, client } from '@/api/client'
import type { components } from '@/api/generated/schema'
import type { Culture } from '@/api/schemas'
import { useOrganisationId } from '@/lib/session/organisation'
import { useIntent } from '@/lib/session/use-intent'
import { versionKey } from './queries'

type Texts = components['schemas']['PatchedEditVersionInputRequest']
export type Placement = components['schemas']['PlaceDimensionInputRequest']
type Signatories = components['schemas']['NameSignatoriesInputRequest']

/** What every change of a version shares: its address, its revision, and what is stale afterwards. */
function useVersionPlace(version: Culture) {
  const organisation_id = useOrganisationId()
  return {
    params: { path: { organisation_id, version_id: version.id } },
    ifSeen: { 'If-Match': `"${version.revision}"` },
    refresh: [versionKey(organisation_id, version.id), definitionsKey(organisation_id)],
  }
}

const VERSION = '/api/v1/organisations/{organisation_id}/definition-versions/{version_id}'

export function useEditTexts(version: Culture, onDone: () => void) {
  const { params, ifSeen, refresh } = useVersionPlace(version)
  return useIntent({
    send: (body: Texts, headers) => bodyOf(client.PATCH(VERSION, { params, headers: { ...headers, ...ifSeen }, body })),
    refresh,
    onDone,
  })
}

export function usePlaceDimension(version: Culture, onDone: () => void) {
  const { params, ifSeen, refresh } = useVersionPlace(version)
  return useIntent({
    send: ({ code, body }: { code: string; body: Placement }, headers) =>
      bodyOf(
        client.PUT(`${VERSION}/dimensions/{code}`, {
          params: { path: { ...params.path, code } },
          headers: { ...headers, ...ifSeen },
          body,
        }),
      ),
    refresh,
    onDone,
  })
}

export function useRemoveDimension(version: Culture, onDone: () => void) {
  const { params, ifSeen, refresh } = useVersionPlace(version)
  return useIntent({
    send: (code: string, headers) =>
      bodyOf(
        client.DELETE(`${VERSION}/dimensions/{code}`, {
          params: { path: { ...params.path, code } },
          headers: { ...headers, ...ifSeen },
        }),
      ),
    refresh,
    onDone,
  })
}

export function useAdoptDimensions(version: Culture, onDone: () => void) {
  const { params, ifSeen, refresh } = useVersionPlace(version)
  return useIntent({
    send: (dimensions: string[], headers) =>
      bodyOf(
        client.POST(`${VERSION}/adopt`, {
          params,
          headers: { ...headers, ...ifSeen },
          body: { dimensions, framework: 'onculture', version: '', language: 'en' },
        }),
      ),
    refresh,
    onDone,
  })
}

export function useNameSignatories(version: Culture, onDone: () => void) {
  const { params, ifSeen, refresh } = useVersionPlace(version)
  return useIntent({
    send: (body: Signatories, headers) =>
      bodyOf(client.PUT(`${VERSION}/signatories`, { params, headers: { ...headers, ...ifSeen }, body })),
    refresh,
    onDone,
  })
}

export type VersionStep = 'propose' | 'return'

export function useVersionStep(version: Culture, step: VersionStep, onDone: () => void) {
  const { params, ifSeen, refresh } = useVersionPlace(version)
  return useIntent({
    send: (_: VersionStep, headers) =>
      bodyOf(client.POST(`${VERSION}/${step}`, { params, headers: { ...headers, ...ifSeen } })),
    refresh,
    onDone,
  })
}

export function useSignVersion(version: Culture, onDone: () => void) {
  const { params, refresh } = useVersionPlace(version)
  return useIntent({
    send: (content_hash: string, headers) =>
      bodyOf(client.POST(`${VERSION}/sign`, { params, headers, body: { content_hash } })),
    refresh,
    onDone,
  })
}

/**
 * Keeps the player itself on the device, so that a sitting goes on without a network. It never touches the API: the
 * frozen form and the answers are kept by the page, sitting by sitting, because devices are shared.
 *
 * Each version of the player is one cache. While a sitting is under way, pages come from the version it began with;
 * newer versions wait in their caches and take over between sittings.
 */
import type { ShellMessage } from './shell-message'

declare const self: ServiceWorkerGlobalScope & { __WB_MANIFEST: { url: string; revision: string | null }[] }

const MANIFEST = self.__WB_MANIFEST
const PREFIX = 'onculture-shell-'
const SHELL = `${PREFIX}${fingerprint(JSON.stringify(MANIFEST))}`
const NOTES = 'onculture-notes'
const HELD = '/take-held-version'
const DOCUMENT = '/take'
const ASSETS = '/static/player/'

self.addEventListener('install', (event) => event.waitUntil(fill()))
self.addEventListener('activate', (event) => event.waitUntil(tidy().then(() => self.clients.claim())))

self.addEventListener('message', (event) => {
  const { type } = event.data as ShellMessage
  event.waitUntil(type === 'hold' ? hold() : release())
})

self.addEventListener('fetch', (event) => {
  const { origin, pathname } = new URL(event.request.url)
  if (event.request.method !== 'GET' || origin !== self.location.origin) return
  if (event.request.mode === 'navigate' && pathname === DOCUMENT) event.respondWith(page(event.request))
  else if (pathname.startsWith(ASSETS)) event.respondWith(asset(event.request))
})

/** The document with its nonce and its headers, and every script and style sheet: whole, or the version is not installed. */
async function fill(): Promise<void> {
  const cache = await caches.open(SHELL)
  await cache.addAll(MANIFEST.map(({ url }) => new Request(url, { cache: 'reload' })))
  await self.skipWaiting()
}

/** Online and between sittings: the newest page. Else the page of the version in use. */
async function page(request: Request): Promise<Response> {
  const version = await heldVersion()
  const kept = await (await caches.open(version ?? SHELL)).match(DOCUMENT, { ignoreVary: true })
  if (version !== null && kept) return kept
  return fetch(request).catch(() => kept ?? Response.error())
}

/** Names carry a hash of the content, so what is kept is right. Fonts are kept when first used. */
async function asset(request: Request): Promise<Response> {
  const kept = await caches.match(request, { ignoreVary: true })
  if (kept) return kept
  const response = await fetch(request)
  if (response.ok) await (await caches.open((await heldVersion()) ?? SHELL)).put(request, response.clone())
  return response
}

async function hold(): Promise<void> {
  if ((await heldVersion()) === null) await (await caches.open(NOTES)).put(HELD, new Response(SHELL))
}

async function release(): Promise<void> {
  await (await caches.open(NOTES)).delete(HELD)
  await tidy()
}

/** Deletes the versions that nobody needs any more. */
async function tidy(): Promise<void> {
  const held = await heldVersion()
  const old = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== SHELL && name !== held)
  await Promise.all(old.map((name) => caches.delete(name)))
}

/** The version that a sitting under way began with, as long as it is still kept. */
async function heldVersion(): Promise<string | null> {
  const note = await (await caches.open(NOTES)).match(HELD)
  const version = note ? await note.text() : null
  return version !== null && (await caches.has(version)) ? version : null
}

/** A short name for a text (FNV-1a); versions need to differ, not to be secret. */
function fingerprint(text: string): string {
  let hash = 0x811c9dc5
  for (let place = 0; place < text.length; place += 1) hash = Math.imul(hash ^ text.charCodeAt(place), 0x01000193)
  return (hash >>> 0).toString(16)
}

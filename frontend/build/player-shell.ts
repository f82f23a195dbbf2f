/** Builds the player's service worker with the list of files that it keeps on the device. */
import { VitePWA } from 'vite-plugin-pwa'

export function playerShell() {
  return VitePWA({
    strategies: 'injectManifest',
    srcDir: 'src/player/service-worker',
    filename: 'take-sw.ts',
    injectRegister: false,
    manifest: false,
    injectManifest: {
      // Fonts come when a page first uses them: a phone need not load the letters of other languages.
      globPatterns: ['take.html', 'player/*.{js,css}'],
      dontCacheBustURLsMatching: /^player\//,
      manifestTransforms: [(entries) => ({ manifest: entries.map((entry) => ({ ...entry, url: addressOf(entry.url) })) })],
    },
  })
}

/** Where the web process serves a built file. */
function addressOf(file: string): string {
  return file === 'take.html' ? '/take' : `/static/${file}`
}

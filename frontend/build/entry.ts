/** What the two builds share. Each HTML entry is a build of its own, because the player swaps React for Preact. */
import { fileURLToPath } from 'node:url'
import { lingui } from '@lingui/vite-plugin'
import react from '@vitejs/plugin-react'
import type { PluginOption, UserConfig } from 'vite'
import { linguiMacros } from './lingui-macros.ts'

export const SOURCE = fileURLToPath(new URL('../src', import.meta.url))

/** The web process replaces this mark by the nonce of the response. */
const NONCE_MARK = '__CSP_NONCE__'

export function entryConfig(entry: { html: string; assets: string; emptyOutDir: boolean; plugins?: PluginOption[] }) {
  return {
    base: '/static/',
    plugins: [linguiMacros(), react(), lingui({ failOnCompileError: true }), ...(entry.plugins ?? [])],
    html: { cspNonce: NONCE_MARK },
    build: {
      target: 'es2022',
      outDir: 'dist',
      emptyOutDir: entry.emptyOutDir,
      assetsDir: entry.assets,
      // A data: address would need a wider content security policy.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rollupOptions: { input: fileURLToPath(new URL(`../${entry.html}`, import.meta.url)) },
    },
  } satisfies UserConfig
}

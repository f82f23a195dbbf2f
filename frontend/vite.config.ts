import { defineConfig } from 'vite'
import { entryConfig, SOURCE } from './build/entry.ts'

const BACKEND = process.env.BACKEND_URL ?? 'http://127.0.0.1:8000'

/** The console, for staff. */
export default defineConfig({
  ...entryConfig({ html: 'index.html', assets: 'console', emptyOutDir: true }),
  resolve: { alias: { '@': SOURCE } },
  server: { proxy: { '/api': BACKEND, '/_allauth': BACKEND } },
})

import react from '@vitejs/plugin-react'
import { lingui } from '@lingui/vite-plugin'
import { defineConfig } from 'vitest/config'
import { SOURCE } from './build/entry.ts'
import { linguiMacros } from './build/lingui-macros.ts'

export default defineConfig({
  plugins: [linguiMacros(), react(), lingui()],
  resolve: { alias: { '@': SOURCE } },
  test: {
    environment: 'jsdom',
    setupFiles: ['src/testing/setup.ts'],
    include: ['src/**/*.test.{ts,tsx}'],
    css: { modules: { classNameStrategy: 'non-scoped' } },
    restoreMocks: true,
    // Queries by role are slow in jsdom, and machines of CI are slower still.
    testTimeout: 30_000,
  },
})

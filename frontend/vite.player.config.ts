import { defineConfig } from 'vite'
import { entryConfig, SOURCE } from './build/entry.ts'
import { playerShell } from './build/player-shell.ts'

/** The player, for test takers: Preact in place of React, so that its first load stays below 60 kB of JavaScript. */
export default defineConfig({
  ...entryConfig({ html: 'take.html', assets: 'player', emptyOutDir: false, plugins: [playerShell()] }),
  publicDir: false,
  resolve: {
    alias: {
      '@': SOURCE,
      'react/jsx-runtime': 'preact/jsx-runtime',
      'react-dom/client': 'preact/compat/client',
      'react-dom': 'preact/compat',
      react: 'preact/compat',
    },
  },
})

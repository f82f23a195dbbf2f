import { defineConfig } from '@lingui/cli'

/** Two catalogues, so that a test taker's phone never loads the console's words. */
export default defineConfig({
  sourceLocale: 'en',
  locales: ['en', 'ar'],
  catalogs: [
    {
      path: '<rootDir>/src/i18n/locales/{locale}/console',
      include: ['<rootDir>/src'],
      exclude: ['<rootDir>/src/player/**', '<rootDir>/src/lib/offline-queue/**', '**/*.test.*'],
    },
    {
      path: '<rootDir>/src/i18n/locales/{locale}/player',
      include: ['<rootDir>/src/player', '<rootDir>/src/lib/offline-queue'],
      exclude: ['**/*.test.*'],
    },
  ],
  orderBy: 'message',
})

import { defineConfig } from 'vitest/config'

const database = ['server/**/*.{db,api}.test.ts']

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          // speed is the business of bench/: a busy machine must not turn a test red
          testTimeout: 60_000,
          include: ['{api,server,web,scripts,bench}/**/*.test.{ts,tsx}'],
          exclude: ['**/node_modules/**', '**/build/**', 'server/test/planted/**', ...database],
        },
      },
      {
        test: {
          name: 'db',
          include: database,
          exclude: ['**/node_modules/**', 'server/test/planted/**'],
          globalSetup: 'server/test/template-database.ts',
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['e2e/**/*.spec.ts'],
          globalSetup: 'server/test/template-database.ts',
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
})

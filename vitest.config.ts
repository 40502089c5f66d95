import { defineConfig } from 'vitest/config'

const database = ['server/**/*.{db,api}.test.ts']

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
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
          testTimeout: 20_000,
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

import { afterAll, inject } from 'vitest'
import type { TestProject } from 'vitest/node'
import { openDatabase, type Database } from '#kernel/db.ts'
import { demoTemplate } from './demo-template.ts'
import { cloneTemplate, startPostgresForTests, type TestPostgres } from './postgres-for-tests.ts'

declare module 'vitest' {
  interface ProvidedContext {
    postgres: TestPostgres
  }
}

/** Vitest calls it once for a run, before the first test file. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { stop, ...postgres } = await startPostgresForTests()
  project.provide('postgres', postgres)
  return stop
}

/**
 * A migrated database of this test file's own, dropped after its last test. Call it at the top of the file:
 * `const { db } = await testDatabase()`. The tests of a file share it, so each builds its own company; `demo` = with
 * the demo company inside.
 */
export async function testDatabase(options: { max?: number; demo?: boolean } = {}): Promise<Database> {
  const postgres = inject('postgres')
  const clone = await cloneTemplate(options.demo ? await demoTemplate(postgres) : postgres)
  let over = false
  const database = openDatabase(clone.url, {
    max: options.max ?? 8,
    onIdleError: (error) => {
      // a connection that is still closing when its database is dropped is told so
      if (!over) throw error
    },
  })
  afterAll(async () => {
    over = true
    await database.close()
    await clone.drop()
  })
  return database
}

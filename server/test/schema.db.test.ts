import { readFileSync } from 'node:fs'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { databaseTypes } from './database-types.ts'
import { testDatabase } from './template-database.ts'

const { db } = await testDatabase()

test('server/src/database.ts is what the migrations make (else: npm run types:db)', async () => {
  const written = readFileSync(new URL('../src/database.ts', import.meta.url), 'utf8')
  expect(written).toBe(await databaseTypes(db))
})

test('a crash of the database empties no table: none is unlogged', async () => {
  const { rows } = await sql`select oid::regclass::text from pg_class where relpersistence = 'u'`.execute(db)
  expect(rows).toEqual([])
})

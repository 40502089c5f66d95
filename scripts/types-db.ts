// npm run types:db: writes server/src/database.ts anew from the migrations.
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { openDatabase } from '../server/src/kernel/db.ts'
import { databaseTypes } from '../server/test/database-types.ts'
import { cloneTemplate, startPostgresForTests } from '../server/test/postgres-for-tests.ts'

const postgres = await startPostgresForTests()
const clone = await cloneTemplate(postgres)
const { db, close } = openDatabase(clone.url, {
  max: 4,
  onIdleError: (error) => {
    throw error
  },
})
const target = fileURLToPath(new URL('../server/src/database.ts', import.meta.url))
writeFileSync(target, await databaseTypes(db))
await close()
await clone.drop()
await postgres.stop()

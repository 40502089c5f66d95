// npm run migrate: brings the database of DATABASE_URL, or the bundled one under DATA_DIR, to the newest schema.
import { loadConfig } from '../server/src/kernel/config.ts'
import { migrate } from '../server/src/kernel/migrate.ts'
import { portalDatabase } from '../server/src/kernel/postgres/portal-database.ts'
import { Refusal } from '../server/src/kernel/refusal.ts'

try {
  const database = await portalDatabase(loadConfig(process.env), {
    say: (line) => console.log(line),
    onLost: (error) => {
      throw error
    },
  })
  try {
    const applied = await migrate(database.url)
    console.log(applied.length > 0 ? `Applied ${applied.join(', ')}.` : 'The database is up to date.')
  } finally {
    await database.embedded?.stop()
  }
} catch (error) {
  if (!(error instanceof Refusal)) throw error
  console.error(error.message)
  process.exitCode = 1
}

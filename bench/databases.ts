import { mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { loadDemoInto } from '../scripts/load-demo-into.ts'
import type { ProfileName } from '../server/src/demo/profile.ts'
import { loadConfig } from '../server/src/kernel/config.ts'
import { migrate } from '../server/src/kernel/migrate.ts'
import { portalDatabase } from '../server/src/kernel/postgres/portal-database.ts'

/** The database of a profile, kept from run to run in data/bench-<profile>; `end` stops its PostgreSQL. */
export interface ProfileDatabase {
  url: string
  dataDir: string
  end(): Promise<void>
}

/** Starts the database of a profile; the first time it is loaded, which takes minutes for the great ones. */
export async function openProfile(profile: ProfileName): Promise<ProfileDatabase> {
  const dataDir = fileURLToPath(new URL(`../data/bench-${profile}`, import.meta.url))
  mkdirSync(dataDir, { recursive: true })
  const config = loadConfig({ ...process.env, DATABASE_URL: undefined, DATA_DIR: dataDir })
  const { url, embedded } = await portalDatabase(config, {
    say: (line) => console.log(line),
    onLost: (error) => {
      throw error
    },
  })
  const end = async () => embedded?.stop()
  try {
    await migrate(url)
    console.log(`Demo company ${profile}: ${(await loadDemoInto(url, config, profile)).outcome}`)
    return { url, dataDir, end }
  } catch (error) {
    await end()
    throw error
  }
}

// npm run seed -- --profile M: the demo company in the given size, into the database that the server would use.
import { parseArgs } from 'node:util'
import { profiles, type ProfileName } from '../server/src/demo/profile.ts'
import { loadConfig } from '../server/src/kernel/config.ts'
import { migrate } from '../server/src/kernel/migrate.ts'
import { portalDatabase } from '../server/src/kernel/postgres/portal-database.ts'
import { Refusal } from '../server/src/kernel/refusal.ts'
import { loadDemoInto } from './load-demo-into.ts'

try {
  await seed()
} catch (error) {
  if (!(error instanceof Refusal)) throw error
  console.error(error.message)
  process.exitCode = 1
}

async function seed(): Promise<void> {
  const { values } = parseArgs({
    options: { profile: { type: 'string', default: 'S' }, today: { type: 'string' } },
  })
  const profile = profileNamed(values.profile)
  const config = loadConfig(process.env)
  const { url, embedded } = await portalDatabase(config, {
    say: (line) => console.log(line),
    onLost: (error) => {
      throw error
    },
  })
  try {
    await migrate(url)
    const started = performance.now()
    const { outcome, counts, profile: there } = await loadDemoInto(url, config, profile, values.today)
    if (outcome === 'inhabited')
      throw new Refusal(
        'This database has goods or companies of its own; the demo company needs an empty one.',
      )
    const seconds = ((performance.now() - started) / 1000).toFixed(1)
    const told = Object.entries(counts).map(([what, count]) => `${count.toLocaleString('en')} ${what}`)
    console.log(
      outcome === 'loaded'
        ? `The demo company of profile ${profile}: ${told.join(', ')} (${seconds} s).`
        : `The demo company is already loaded, in profile ${there}; nothing was changed.`,
    )
  } finally {
    await embedded?.stop()
  }
}

function profileNamed(name: string): ProfileName {
  if (name in profiles) return name as ProfileName
  throw new Refusal(`There is no profile ${name}; choose one of ${Object.keys(profiles).join(', ')}.`)
}

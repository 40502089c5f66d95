import { systemClock } from '#kernel/clock.ts'
import type { Config } from '#kernel/config.ts'
import { openDatabase } from '#kernel/db.ts'
import { openFiles } from '#kernel/files.ts'
import { makeLog } from '#kernel/log.ts'
import { buildApp, type BuiltApp } from './app.ts'
import { warmUpShowcase } from './offer/showcase/public.ts'
import { mountWeb } from './web-bridge.ts'

export interface RunningServer {
  app: BuiltApp
  /** where it listens, such as http://127.0.0.1:3000 */
  address: string
  close(): Promise<void>
}

/** Starts a server process over a migrated database: HTTP and live updates; jobs are worked in processes of their own. */
export async function startServer(
  config: Config,
  databaseUrl: string,
  options: { /** folder of the built web client; none = only the API */ webBuild?: string } = {},
): Promise<RunningServer> {
  const log = makeLog(config.LOG_LEVEL)
  const database = openDatabase(databaseUrl, {
    max: config.DATABASE_POOL,
    onIdleError: (error) => log.warn({ err: error }, 'an idle database connection died'),
  })
  const parts = { config, db: database.db, clock: systemClock, files: await openFiles(config), log }
  const app = await buildApp({ ...parts, databaseUrl })
  if (options.webBuild) await mountWeb(app, options.webBuild)
  await app.live.start()
  await warmUpShowcase(app.db)
  const address = await app.fastify.listen({ port: config.PORT, host: config.HOST })
  return {
    app,
    address,
    close: async () => {
      await app.live.close()
      await app.fastify.close()
      await database.close()
    },
  }
}

import type { FastifyInstance } from 'fastify'
import type { Clock } from './clock.ts'
import type { Config } from './config.ts'
import type { Db } from './db.ts'
import type { Files } from './files.ts'
import type { Log } from './log.ts'

/** What the process has: made once in the composition root, handed to every module's mount function. */
export interface App {
  fastify: FastifyInstance
  config: Config
  db: Db
  clock: Clock
  files: Files
  log: Log
}

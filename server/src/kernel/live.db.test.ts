import { expect, it, vi } from 'vitest'
import { testDatabase } from '#test/template-database.ts'
import { sql } from 'kysely'
import type { FastifyReply } from 'fastify'
import { guest } from './caller.ts'
import { LiveUpdates } from './live.ts'
import { makeLog } from './log.ts'

const database = await testDatabase()

it('tells browsers to read again when its own connection was lost, since what changed meanwhile was not heard', async () => {
  const live = new LiveUpdates(database.url, makeLog('silent'))
  const written: string[] = []
  const raw = { writeHead() {}, write: (frame: string) => void written.push(frame), on() {}, end() {} }
  await live.start()
  live.subscribe(guest, { hijack() {}, raw } as unknown as FastifyReply)
  await sql`select pg_terminate_backend(pid) from pg_stat_activity
    where application_name = 'artikul live' and datname = current_database()`.execute(database.db)
  await vi.waitFor(() => expect(written.join('')).toContain('"topic":"missed"'), { timeout: 10_000 })
  await live.close()
})

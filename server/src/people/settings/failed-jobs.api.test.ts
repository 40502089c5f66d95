import { giveUpJob, listFailedJobs, retryJob } from '@portal/api/jobs.ts'
import { sql } from 'kysely'
import { beforeEach, describe, expect, it } from 'vitest'
import { addJob } from '#kernel/events.ts'
import { testApp } from '#test/app.ts'
import { makeMember, makeUser, signedInAs } from '#test/factories/people.ts'

const { call, db } = await testApp()

const as = async (operator_role: 'administrator' | 'manager') => ({
  cookie: (await signedInAs(db, (await makeUser(db, { operator_role })).id)).cookie,
})
const admin = await as('administrator')

async function waiting(task: string, payload: unknown = {}): Promise<string> {
  await addJob(db, task, payload)
  const { rows } = await sql<{ id: string }>`
    select max(id)::text as id from graphile_worker._private_jobs`.execute(db)
  return rows[0]!.id
}

async function failed(task = 'mail:send', payload: unknown = {}, error = 'ECONNREFUSED'): Promise<string> {
  const id = await waiting(task, payload)
  await sql`select graphile_worker.permanently_fail_jobs(array[${id}::bigint], ${error})`.execute(db)
  return id
}

const auditOf = (action: string) =>
  db.selectFrom('audit.entries').select('details').where('action', '=', action).executeTakeFirst()

beforeEach(async () => void (await sql`delete from graphile_worker._private_jobs`.execute(db)))

describe('background jobs that have failed for good', () => {
  it('are the administrator’s to see and to settle', async () => {
    const params = { jobId: await failed() }
    const manager = await as('manager')
    const buyer = { cookie: (await signedInAs(db, (await makeMember(db)).userId)).cookie }
    expect((await call(listFailedJobs, { query: {} })).code).toBe('not_signed_in')
    expect((await call(listFailedJobs, { query: {} }, manager)).code).toBe('forbidden')
    expect((await call(listFailedJobs, { query: {} }, buyer)).code).toBe('not_found')
    expect((await call(retryJob, { params, body: {} }, manager)).code).toBe('forbidden')
    expect((await call(giveUpJob, { params }, manager)).code).toBe('forbidden')
    expect((await call(giveUpJob, { params }, buyer)).code).toBe('not_found')
    expect((await call(listFailedJobs, { query: {} }, admin)).body.items).toHaveLength(1)
  })

  it('are told with what they were to do, why they failed, how often and when; waiting ones are not', async () => {
    await waiting('mail:send')
    const id = await failed('reaction', { id: 'e', name: 'orders.placed', reaction: 'orders.write-placed' })
    const { body } = await call(listFailedJobs, { query: { total: 'true' } }, admin)
    expect(body).toMatchObject({ total: 1, next: null })
    expect(body.items).toEqual([
      {
        id,
        task: 'reaction',
        subject: 'orders.write-placed',
        attempts: 8,
        lastError: 'ECONNREFUSED',
        createdAt: expect.any(String),
        failedAt: expect.any(String),
      },
    ])
  })

  it('do not hold what a job was given: it may be somebody’s address', async () => {
    await failed('identity:write-reset', { email: 'secret@example.com' })
    const { body } = await call(listFailedJobs, { query: {} }, admin)
    expect(JSON.stringify(body)).not.toContain('secret')
  })

  it('come in pages, the newest first', async () => {
    const ids = [await failed(), await failed(), await failed()]
    const first = await call(listFailedJobs, { query: { limit: 2 } }, admin)
    const second = await call(listFailedJobs, { query: { limit: 2, cursor: first.body.next! } }, admin)
    expect([...first.body.items, ...second.body.items].map(({ id }) => id)).toEqual(ids.toReversed())
    expect(second.body.next).toBeNull()
  })

  it('include one whose process died in the last attempt, but none that is running it', async () => {
    const id = await waiting('exchange:import')
    const attempt = sql`update graphile_worker._private_jobs set attempts = max_attempts, locked_at = now(),
      locked_by = 'a worker' where id = ${id}::bigint`
    await attempt.execute(db)
    expect((await call(listFailedJobs, { query: {} }, admin)).body.items).toEqual([])
    expect((await call(giveUpJob, { params: { jobId: id } }, admin)).code).toBe('wrong_state')
    await sql`select graphile_worker.force_unlock_workers(array['a worker'])`.execute(db)
    const { body } = await call(listFailedJobs, { query: {} }, admin)
    expect(body.items).toMatchObject([{ id, lastError: null }])
  })

  it('are tried once more when asked, and the audit log says who asked', async () => {
    const jobId = await failed()
    expect((await call(retryJob, { params: { jobId }, body: {} }, admin)).status).toBe(200)
    const { rows } = await sql`
      select attempts, max_attempts, run_at <= now() as due from graphile_worker._private_jobs`.execute(db)
    expect(rows).toEqual([{ attempts: 7, max_attempts: 8, due: true }])
    expect((await auditOf('job.retry'))?.details).toMatchObject({ jobId, task: 'mail:send' })
    expect((await call(retryJob, { params: { jobId }, body: {} }, admin)).code).toBe('wrong_state')
  })

  it('are given up when asked; a job that is no more, or still waits, is not', async () => {
    const jobId = await failed()
    expect((await call(giveUpJob, { params: { jobId } }, admin)).status).toBe(200)
    expect((await call(listFailedJobs, { query: {} }, admin)).body.items).toEqual([])
    expect((await auditOf('job.give_up'))?.details).toMatchObject({ jobId, lastError: 'ECONNREFUSED' })
    expect((await call(giveUpJob, { params: { jobId } }, admin)).code).toBe('not_found')
    expect((await call(retryJob, { params: { jobId }, body: {} }, admin)).code).toBe('not_found')
    const waits = { jobId: await waiting('mail:send') }
    expect((await call(giveUpJob, { params: waits }, admin)).code).toBe('wrong_state')
    expect((await call(giveUpJob, { params: { jobId: '1e3' } }, admin)).code).toBe('not_found')
  })
})
